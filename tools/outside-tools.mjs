import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Programs that some checks compare our work with; all of them are in Debian. */
const OUTSIDE_TOOLS = [
  { name: 'pdfsig', packageName: 'poppler-utils' },
  { name: 'pdftoppm', packageName: 'poppler-utils' },
  { name: 'pdftotext', packageName: 'poppler-utils' },
  { name: 'qpdf', packageName: 'qpdf' },
  { name: 'mutool', packageName: 'mupdf-tools' },
  { name: 'openssl', packageName: 'openssl' },
  { name: 'softhsm2-util', packageName: 'softhsm2' },
  { name: 'java', packageName: 'default-jre-headless' },
  { name: '/usr/share/java/pdfbox2.jar', packageName: 'libpdfbox2-java' },
  { name: '/usr/share/java/bcpkix.jar', packageName: 'libbcpkix-java' },
];

export function absentTools() {
  return OUTSIDE_TOOLS.filter(({ name }) =>
    isAbsolute(name) ? !existsSync(name) : !isOnPath(name),
  );
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
