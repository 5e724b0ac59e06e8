import { PdfSignatureError } from '../errors.js';
import { openPdf } from '../pdf/document.js';
import { readSignedFields, signerCertificate } from '../signing/signed-fields.js';
import { describeReport } from '../validation/describe-report.js';
import type { SignatureReport, VerificationReport, VerifyOptions } from '../validation/report.js';
import { verifyPdf } from '../validation/verify.js';
import { EXIT, MisuseError, type CommandIo, type ExitCode } from './command.js';
import type { Flags } from './flags.js';
import {
  gatherOrNothing,
  openServices,
  readAnchors,
  readInput,
  readMoment,
} from './trust-flags.js';

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
  if (flags.files.length === 0) throw new MisuseError('give at least one file');
  const language = flags.choice('language', ['vi', 'en']) ?? 'vi';
  const options = readOptions(flags, io);
  const isOnline = flags.many('allow-host').length > 0;
  const verdicts = new Set<FileVerdict>();
  for (const file of flags.files) {
    const { line, report } = await judge(file, { flags, io, options, isOnline });
    verdicts.add(line.verdict);
    if (flags.has('json')) io.out(JSON.stringify(line));
    else for (const text of sentences(line, report, language)) io.out(text);
  }
  return exitCode(verdicts);
}

function readOptions(flags: Flags, io: CommandIo): VerifyOptions {
  const password = flags.one('password');
  const revocation = flags.choice('revocation', ['always', 'when-named', 'never']);
  return {
    trustAnchors: readAnchors(flags, io),
    at: readMoment(flags, io),
    evidence: {
      ocsp: flags.many('ocsp').map((path) => readInput(io, path)),
      crls: flags.many('crl').map((path) => readInput(io, path)),
    },
    ...(password === undefined ? {} : { password }),
    ...(revocation === undefined ? {} : { revocation }),
  };
}

type Given = {
  readonly flags: Flags;
  readonly io: CommandIo;
  readonly options: VerifyOptions;
  readonly isOnline: boolean;
};
type Judged = { readonly line: FileReport; readonly report: VerificationReport | null };

async function judge(file: string, given: Given): Promise<Judged> {
  const nothing = (verdict: FileVerdict, reason: string): Judged => ({
    line: { file, verdict, signatures: [], reasons: [reason] },
    report: null,
  });
  let pdf: Uint8Array;
  try {
    pdf = given.io.read(file);
  } catch {
    return nothing('unreadable', 'file.unreadable');
  }
  try {
    const options = given.isOnline ? await withEvidence(pdf, given) : given.options;
    const report = verifyPdf(pdf, options);
    const signatures = report.signatures.map(toLine);
    return { line: { file, verdict: report.verdict, signatures, reasons: report.reasons }, report };
  } catch (error) {
    if (!(error instanceof PdfSignatureError)) throw error;
    return nothing(VERDICT_OF.get(error.code) ?? 'invalid', error.code);
  }
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

/** Asks the allowed hosts about every signer and time-stamping authority of the file. */
async function withEvidence(
  pdf: Uint8Array,
  { flags, io, options }: Given,
): Promise<VerifyOptions> {
  const { evidence } = openServices(flags, io);
  const material = { certificates: [], ocsp: [], crls: [], ...options.evidence };
  for (const { isTimeStamp, signedData } of readSignedFields(openPdf(pdf, options))) {
    const leaf = signerCertificate(signedData);
    if (leaf === null) continue;
    const found = await gatherOrNothing(evidence, {
      leaf: leaf.der,
      purpose: isTimeStamp ? 'time-stamp' : 'signature',
      pool: signedData.certificates,
      known: material,
    });
    material.certificates = [...material.certificates, ...found.certificates] as never[];
    material.ocsp = [...material.ocsp, ...found.ocsp];
    material.crls = [...material.crls, ...found.crls];
  }
  return { ...options, evidence: material };
}

function sentences(
  { file, verdict, reasons }: FileReport,
  report: VerificationReport | null,
  language: 'vi' | 'en',
): string[] {
  if (report === null) return [`${file}: ${verdict} (${reasons.join(', ')})`];
  const [first = '', ...rest] = describeReport(report, language);
  return [`${file}: ${first}`, ...rest.map((sentence) => `  ${sentence}`)];
}

function exitCode(verdicts: ReadonlySet<FileVerdict>): ExitCode {
  if (verdicts.has('unreadable')) return EXIT.misuse;
  const isRefused = (['invalid', 'unsigned', 'not-a-pdf'] as const).some((bad) =>
    verdicts.has(bad),
  );
  if (isRefused) return EXIT.refused;
  return verdicts.has('unknown') ? EXIT.undecided : EXIT.done;
}
