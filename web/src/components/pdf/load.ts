import * as pdfjs from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

export type PdfDocument = pdfjs.PDFDocumentProxy;

/** Opens a PDF of the server; `close` stops the download and frees the worker's memory. */
export function openPdf(url: string): { ready: Promise<PdfDocument>; close: () => void } {
  const task = pdfjs.getDocument({
    url,
    withCredentials: true,
    cMapUrl: '/pdfjs/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/pdfjs/standard_fonts/',
    wasmUrl: '/pdfjs/wasm/',
    isEvalSupported: false,
    enableXfa: false,
  });
  return { ready: task.promise, close: () => void task.destroy() };
}
