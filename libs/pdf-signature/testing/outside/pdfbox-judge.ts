import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('PdfBoxJudge.java', import.meta.url));
const SHARED = '/usr/share/java';
const JARS = ['pdfbox2', 'fontbox2', 'commons-logging', 'bcprov', 'bcpkix', 'bcutil'];

/** What is missing for PDFBox to judge, by name; nothing when it can. */
export function pdfBoxIsMissing(): readonly string[] {
  const jars = JARS.map((name) => join(SHARED, `${name}.jar`)).filter((path) => !existsSync(path));
  const hasJava = spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;
  return [
    ...(hasJava ? [] : ['java (Debian: default-jre-headless)']),
    ...(jars.length === 0 ? [] : [`${jars.join(', ')} (Debian: libpdfbox2-java libbcpkix-java)`]),
  ];
}

export type FileForPdfBox = {
  readonly pdf: Uint8Array;
  /** The trusted root, DER. */
  readonly root: Uint8Array;
  readonly password?: string;
};
export type PdfBoxOpinion = {
  /** By field: `good cms`, `good cms time-stamp`, `good time-stamp`, or `FAILED` with the reason. */
  readonly signatures: Readonly<Record<string, string>>;
  /** Of the first page, as PDFBox draws it. */
  readonly colouredPoints: number | null;
  readonly failure: string | null;
};

/** Compiles a Java class and runs it; what it says. */
export function runWithPdfBox(source: string, args: readonly string[]): string {
  return execFileSync(
    'java',
    [
      ...['-Djava.awt.headless=true', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
      ...['-cp', JARS.map((name) => join(SHARED, `${name}.jar`)).join(delimiter), source],
      ...args,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
}

/** PDFBox and BouncyCastle on many files at once: starting Java costs more than judging. */
export function askPdfBox(files: readonly FileForPdfBox[], at: Date): PdfBoxOpinion[] {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-signature-pdfbox-'));
  const write = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  try {
    const given = files.map(({ pdf, root, password = '' }, index) => [
      write(`${String(index)}.pdf`, pdf),
      password,
      write(`${String(index)}.der`, root),
    ]);
    const output = runWithPdfBox(SOURCE, [String(at.getTime()), ...given.flat()]);
    const lines = output.split('\n').map((line) => line.split('\t'));
    return given.map(([path]) => opinion(lines.filter(([file]) => file === path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function opinion(lines: readonly (readonly string[])[]): PdfBoxOpinion {
  const of = (kind: string): (readonly string[])[] => lines.filter(([, about]) => about === kind);
  const points: string | undefined = of('page')[0]?.[3];
  return {
    signatures: Object.fromEntries(
      of('signature').map(([, , name = '', said = '']): [string, string] => [name, said]),
    ),
    colouredPoints: points === undefined ? null : Number(points),
    failure: of('file')[0]?.[3] ?? null,
  };
}
