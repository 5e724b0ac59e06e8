import type { Sentence } from '../error-sentences.js';
import { legalTime, printedDay } from '../legal-time.js';
import { reasonSentence } from './reason-sentences.js';
import type {
  ModificationLevel,
  ReasonCode,
  SignatureReport,
  VerificationReport,
} from './report.js';

type Language = keyof Sentence;

/**
 * What a rule on signing software wants said about each signature (TT 15/2025/TT-BKHCN): issuing
 * authority, signer, managing body, time and whether it is proven, integrity, validity then, the
 * certificate's period, what followed, and the result with its reasons. One sentence a line.
 */
export function describeReport(report: VerificationReport, language: Language): string[] {
  return [
    verdictSentence(report.verdict)[language],
    ...report.signatures.flatMap((signature) => describeSignature(signature, language)),
  ];
}

const DOCUMENT: Readonly<Record<VerificationReport['verdict'], Sentence>> = {
  valid: {
    vi: 'Tất cả chữ ký số hợp lệ, nội dung toàn vẹn.',
    en: 'Every signature is valid and the content is intact.',
  },
  invalid: {
    vi: 'Chữ ký số không hợp lệ: không sử dụng văn bản này; đề nghị trả lại nơi gửi.',
    en: 'A signature is not valid: do not use this document; return it to its sender.',
  },
  unknown: {
    vi: 'Chưa đủ thông tin để kết luận về chữ ký số.',
    en: 'There is not enough information to judge the signatures.',
  },
  unsigned: { vi: 'Tệp không có chữ ký số.', en: 'The file holds no digital signature.' },
};

const RESULT: Readonly<Record<SignatureReport['verdict'], Sentence>> = {
  valid: { vi: 'hợp lệ', en: 'valid' },
  invalid: { vi: 'không hợp lệ', en: 'not valid' },
  unknown: { vi: 'chưa đủ thông tin để kết luận', en: 'not enough information to judge' },
};

const CHANGES: Readonly<Record<ModificationLevel, Sentence>> = {
  none: {
    vi: 'Không có thay đổi nào sau chữ ký này.',
    en: 'Nothing was added after this signature.',
  },
  'lta-updates': {
    vi: 'Sau chữ ký này chỉ có dữ liệu xác thực lâu dài.',
    en: 'Only long-term validation data followed this signature.',
  },
  'form-filling': {
    vi: 'Sau chữ ký này chỉ có việc điền trường thông tin và ký thêm.',
    en: 'Only fields were filled and signatures added after this one.',
  },
  annotations: {
    vi: 'Sau chữ ký này có ghi chú được thêm hoặc sửa.',
    en: 'Annotations were added or changed after this signature.',
  },
  other: {
    vi: 'Nội dung đã thay đổi sau khi ký.',
    en: 'The content was changed after signing.',
  },
};

/** The result for the whole file. */
export function verdictSentence(verdict: VerificationReport['verdict']): Sentence {
  return DOCUMENT[verdict];
}

/** What happened to the file after a signature. */
export function modificationSentence(level: ModificationLevel): Sentence {
  return CHANGES[level];
}

/** The sentences about one signature; dates are those of the certificate, in UTC. */
export function describeSignature(signature: SignatureReport, language: Language): string[] {
  const { field, reasons, verdict } = signature;
  const say = (vi: string, en: string): string => (language === 'vi' ? vi : en);
  const result = RESULT[verdict][language];
  return [
    say(`Chữ ký "${field}": ${result}.`, `Signature "${field}": ${result}.`),
    ...reasons.map((reason) => reasonSentence(reason)[language]),
    ...describeSigner(signature, say),
    describeTime(signature, say),
    describeContent(signature, say),
    modificationSentence(signature.modification)[language],
  ];
}

type Say = (vi: string, en: string) => string;

/** With one of these alone nobody could compare the content with what was signed. */
const NOT_COMPARED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'algorithm-unsupported',
  'signer-certificate-missing',
  'subfilter-unsupported',
]);
const DIFFERENT: readonly ReasonCode[] = ['digest-mismatch', 'signature-mismatch'];

function describeContent({ intact, reasons }: SignatureReport, say: Say): string {
  if (intact) return say('Nội dung đã ký toàn vẹn.', 'The signed content is intact.');
  const isCompared = !reasons.some((reason) => NOT_COMPARED.has(reason));
  return isCompared || DIFFERENT.some((reason) => reasons.includes(reason))
    ? say('Nội dung đã ký không toàn vẹn.', 'The signed content is not intact.')
    : say(
        'Không kiểm tra được nội dung đã ký có toàn vẹn hay không.',
        'Whether the signed content is intact could not be checked.',
      );
}

function describeSigner(signature: SignatureReport, say: Say): string[] {
  const { signer, issuer, certificate } = signature;
  if (certificate === null) {
    return [say('Không xác định được người ký.', 'The signer cannot be determined.')];
  }
  const name = signer.commonName ?? '?';
  const title = signer.title === null ? '' : `, ${signer.title}`;
  const body = signer.organisation;
  const authority = [issuer.commonName, issuer.organisation].filter((part) => part !== null);
  const [from, until] = [printedDay(certificate.notBefore), printedDay(certificate.notAfter)];
  return [
    say(`Người ký: ${name}${title}.`, `Signer: ${name}${title}.`),
    ...(body === null
      ? []
      : [say(`Cơ quan, tổ chức quản lý: ${body}.`, `Managing body: ${body}.`)]),
    say(
      `Cơ quan cấp chứng thư: ${authority.join(', ')}.`,
      `Issuing authority: ${authority.join(', ')}.`,
    ),
    say(
      `Chứng thư số ${certificate.serial} có hiệu lực từ ${from} đến ${until}.`,
      `Certificate ${certificate.serial} is valid from ${from} to ${until}.`,
    ),
    describeValidity(signature, say),
  ];
}

/** With one of these, to lie within its period says too little of a certificate. */
const IN_DOUBT: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'revocation-unknown',
  'certificate-suspended',
  'authority-revoked',
]);

/** Within its period is not enough where nobody trusted vouches for it, or revocation is not known. */
function describeValidity(
  { certificateValidAtSigning, chainTrusted, reasons }: SignatureReport,
  say: Say,
): string {
  const isInDoubt = reasons.some((reason) => IN_DOUBT.has(reason));
  if (!certificateValidAtSigning) {
    return say(
      'Chứng thư số không có hiệu lực tại thời điểm ký.',
      'The certificate was not valid at the time of signing.',
    );
  }
  return chainTrusted && !isInDoubt
    ? say(
        'Chứng thư số có hiệu lực tại thời điểm ký.',
        'The certificate was valid at the time of signing.',
      )
    : say(
        'Chưa xác định được chứng thư số có hiệu lực tại thời điểm ký hay không.',
        'Whether the certificate was valid at the time of signing could not be determined.',
      );
}

function describeTime(
  { provenSigningTime, claimedSigningTime, kind }: SignatureReport,
  say: Say,
): string {
  const best = provenSigningTime ?? claimedSigningTime;
  if (best === null) {
    return say('Chữ ký không ghi thời gian ký.', 'The signature states no time.');
  }
  const time = moment(best);
  if (kind === 'time-stamp') {
    return provenSigningTime === null
      ? say(`Dấu thời gian: ${time}, chưa được công nhận.`, `Time-stamp: ${time}, proving nothing.`)
      : say(`Dấu thời gian: ${time}.`, `Time-stamp: ${time}.`);
  }
  if (provenSigningTime !== null) {
    return say(
      `Thời gian ký: ${time}, có dấu thời gian xác nhận.`,
      `Time of signing: ${time}, proven by a time-stamp.`,
    );
  }
  return say(
    `Thời gian ký do người ký khai: ${time}, chưa có dấu thời gian xác nhận.`,
    `Time of signing as the signer claims: ${time}, proven by no time-stamp.`,
  );
}

/** Legal time of Vietnam. */
function moment(iso: string): string {
  const { date, time } = legalTime(new Date(iso));
  return `${printedDay(date)}, ${time} (UTC+7)`;
}
