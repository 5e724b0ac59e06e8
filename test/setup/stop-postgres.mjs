export default async () => {
  const { stopPostgres } = await import('./test-server.ts');
  await stopPostgres();
};
