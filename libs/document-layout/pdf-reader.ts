/** Kept from the compiler, for which it has no declarations. */
const WORKER = 'pdfjs-dist/legacy/build/pdf.worker.mjs' as string;

/** Loaded on first use, its worker in this thread: half a second that most processes never need. */
export async function pdfReader() {
  const [pdfjs, worker] = await Promise.all([
    import('pdfjs-dist/legacy/build/pdf.mjs'),
    import(WORKER) as Promise<unknown>,
  ]);
  Object.assign(globalThis, { pdfjsWorker: worker });
  return pdfjs;
}
