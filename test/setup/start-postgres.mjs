import '../../tools/typescript/register.mjs';

// Jest loads its global setup without the module mapping of the test files.
export default async () => {
  const { startPostgres } = await import('./test-server.ts');
  await startPostgres();
};
