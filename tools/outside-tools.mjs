import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that some checks compare our work with; all of them are in Debian. */
const OUTSIDE_TOOLS = [
  { name: 'pdfsig', packageName: 'poppler-utils' },
  { name: 'pdftoppm', packageName: 'poppler-utils' },
  { name: 'pdftotext', packageName: 'poppler-utils' },
  { name: 'qpdf', packageName: 'qpdf' },
  { name: 'mutool', packageName: 'mupdf-tools' },
  { name: 'openssl', packageName: 'openssl' },
  { name: 'softhsm2-util', packageName: 'softhsm2' },
];

export function absentTools() {
  return OUTSIDE_TOOLS.filter(({ name }) => !isOnPath(name));
}

function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
