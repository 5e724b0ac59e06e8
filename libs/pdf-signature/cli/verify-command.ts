import { derOf } from '../cms/pem.js';
import { PdfSignatureError } from '../errors.js';
import { readCrl } from '../pki/crl.js';
import { readOcspResponse } from '../pki/ocsp.js';
import type { EvidenceSource } from '../signing/services.js';
import { describeReport } from '../validation/describe-report.js';
import type { Sentence } from '../error-sentences.js';
import type { SignatureReport, VerificationReport, VerifyOptions } from '../validation/report.js';
import { verifyPdf } from '../validation/verify.js';
import {
  EXIT,
  FILE_REFUSALS,
  FileRefusedError,
  MisuseError,
  type CommandIo,
  type ExitCode,
} from './command.js';
import type { Flags } from './flags.js';
import { passwordOf, readInput } from './inputs.js';
import { refusalSentence } from './refusals.js';
import { jsonLine, plain, tell } from './terminal.js';
import { readAnchors } from './trust-flags.js';

type FileVerdict = VerificationReport['verdict'] | 'not-a-pdf' | 'unreadable';

/** One line of `verify --json`. */
type FileReport = {
  readonly file: string;
  readonly verdict: FileVerdict;
  readonly signatures: readonly Record<string, unknown>[];
  readonly reasons: readonly string[];
};

/** Judges many files; each gets its line, whatever it is. */
export async function verifyCommand(flags: Flags, io: CommandIo): Promise<ExitCode> {
  if (flags.files.length === 0)
    throw new MisuseError('cần ít nhất một tệp', 'give at least one file');
  const [language = 'vi'] = flags.languages;
  const options = await readOptions(flags, io);
  const evidence = await evidenceOf(flags, io, options);
  const verdicts = new Set<FileVerdict>();
  for (const file of flags.files) {
    const { line, report, said } = await judge(file, { io, options, evidence });
    verdicts.add(line.verdict);
    if (flags.has('json')) io.out(jsonLine(line));
    else for (const text of sentences(file, report ?? said, language)) io.out(text);
  }
  const isAnybodyTrusted = options.trustAnchors.length > 0;
  if (!isAnybodyTrusted && verdicts.has('unknown') && !flags.has('json'))
    tell(io, flags.languages, NOBODY);
  return exitCode(verdicts);
}

/** Without it, all that can be told of a good signature is that somebody made it. */
const NOBODY: Sentence = {
  vi: 'thiếu --trust: không tin cậy ai',
  en: 'no --trust: nobody is trusted',
};

type Options = VerifyOptions & { readonly trustAnchors: Awaited<ReturnType<typeof readAnchors>> };

async function readOptions(flags: Flags, io: CommandIo): Promise<Options> {
  const revocation = flags.choice('revocation', ['always', 'when-named', 'never']);
  return {
    at: readMoment(flags, io),
    trustAnchors: await readAnchors(flags, io),
    evidence: {
      ocsp: flags.many('ocsp').map((path) => readEvidence(path, io, 'ocsp')),
      crls: flags.many('crl').map((path) => readEvidence(path, io, 'crl')),
    },
    ...passwordOf(flags, io),
    ...(revocation === undefined ? {} : { revocation }),
  };
}

const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** The moment of judging; now when `--at` is left out. */
function readMoment(flags: Flags, io: CommandIo): Date {
  const text = flags.one('at');
  if (text === undefined) return io.now();
  const moment = new Date(text);
  if (!MOMENT.test(text) || Number.isNaN(moment.getTime())) {
    throw new MisuseError(
      `--at nhận thời điểm như 2026-03-02T09:15:00+07:00, không phải "${text}"`,
      `--at takes a moment such as 2026-03-02T09:15:00+07:00, not "${text}"`,
    );
  }
  return moment;
}

/** What is none would say nothing about anybody, silently. */
function readEvidence(path: string, io: CommandIo, kind: 'ocsp' | 'crl'): Uint8Array {
  const der = derOf(readInput(io, path), 'X509 CRL');
  try {
    if (kind === 'ocsp') readOcspResponse(der);
    else readCrl(der);
    return der;
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    const [vi, en] =
      kind === 'ocsp'
        ? ['không phải câu trả lời OCSP (DER)', 'no OCSP answer (DER)']
        : ['không phải danh sách thu hồi CRL (DER hoặc PEM)', 'no CRL (DER or PEM)'];
    throw new MisuseError(`${path}: ${vi}`, `${path}: ${en}`);
  }
}

/** null when no host may be asked. */
async function evidenceOf(
  flags: Flags,
  io: CommandIo,
  { trustAnchors }: Options,
): Promise<EvidenceSource | null> {
  if (flags.many('allow-host').length === 0) return null;
  const { openServices } = await import('./service-flags.js');
  return openServices(flags, io, trustAnchors).evidence;
}

type Given = {
  readonly io: CommandIo;
  readonly options: VerifyOptions;
  readonly evidence: EvidenceSource | null;
};
/** A report, or what is said instead of one. */
type Judged = { readonly line: FileReport } & (
  | { readonly report: VerificationReport; readonly said: null }
  | { readonly report: null; readonly said: Sentence }
);

/** Nothing about one file keeps the others from being judged, not even a defect of ours. */
async function judge(file: string, { io, options, evidence }: Given): Promise<Judged> {
  try {
    const pdf = io.read(file);
    const report = verifyPdf(pdf, await optionsFor(pdf, options, evidence));
    const { verdict, reasons } = report;
    return {
      line: { file, verdict, signatures: report.signatures.map(toLine), reasons },
      report,
      said: null,
    };
  } catch (error) {
    const { verdict, reason, said } = refusalOf(error);
    return { line: { file, verdict, signatures: [], reasons: [reason] }, report: null, said };
  }
}

async function optionsFor(
  pdf: Uint8Array,
  options: VerifyOptions,
  source: EvidenceSource | null,
): Promise<VerifyOptions> {
  if (source === null) return options;
  const { gatherEvidence } = await import('../signing/gather-evidence.js');
  const { evidence: atHand = {}, password } = options;
  const { material } = await gatherEvidence(pdf, source, {
    known: atHand,
    ...(password === undefined ? {} : { password }),
  });
  return {
    ...options,
    evidence: {
      certificates: material.certificates,
      ocsp: [...(atHand.ocsp ?? []), ...material.ocsp],
      crls: [...(atHand.crls ?? []), ...material.crls],
    },
  };
}

function refusalOf(error: unknown): {
  readonly verdict: FileVerdict;
  readonly reason: string;
  readonly said: Sentence;
} {
  if (error instanceof FileRefusedError) {
    const { refusal } = error;
    return { verdict: 'unreadable', reason: refusal, said: FILE_REFUSALS[refusal] };
  }
  if (error instanceof PdfSignatureError) {
    const { code } = error;
    const verdict = VERDICT_OF.get(code) ?? 'invalid';
    return { verdict, reason: code, said: refusalSentence(error) };
  }
  const said = { vi: 'lỗi của chính chương trình.', en: 'a defect of the program.' };
  return { verdict: 'unknown', reason: 'program.defect', said };
}

/** A file that contradicts itself is not valid; one that is closed to us is only not known. */
const VERDICT_OF: ReadonlyMap<string, FileVerdict> = new Map<string, FileVerdict>([
  ['pdf.not-a-pdf', 'not-a-pdf'],
  ['pdf.password-required', 'unknown'],
  ['pdf.password-wrong', 'unknown'],
  ['pdf.encryption-unsupported', 'unknown'],
]);

function toLine(signature: SignatureReport): Record<string, unknown> {
  return {
    field: signature.field,
    subFilter: signature.subFilter,
    kind: signature.kind,
    indication: signature.indication,
    subIndication: signature.subIndication,
    level: signature.level,
    coverage: signature.coverage,
    modification: signature.modification,
    findings: signature.findings,
    intact: signature.intact,
    signer: signature.signer.commonName,
    issuer: signature.issuer.commonName,
    signingTime: signature.provenSigningTime ?? signature.claimedSigningTime,
    timeProven: signature.timeProven,
    reasons: signature.reasons,
  };
}

function sentences(
  file: string,
  told: VerificationReport | Sentence,
  language: 'vi' | 'en',
): string[] {
  const all = 'verdict' in told ? describeReport(told, language) : [told[language]];
  const [first = '', ...rest] = all.map(plain);
  return [`${plain(file)}: ${first}`, ...rest.map((sentence) => `  ${sentence}`)];
}

function exitCode(verdicts: ReadonlySet<FileVerdict>): ExitCode {
  if (verdicts.has('unreadable')) return EXIT.misuse;
  const isRefused = (['invalid', 'unsigned', 'not-a-pdf'] as const).some((bad) =>
    verdicts.has(bad),
  );
  if (isRefused) return EXIT.refused;
  return verdicts.has('unknown') ? EXIT.undecided : EXIT.done;
}
