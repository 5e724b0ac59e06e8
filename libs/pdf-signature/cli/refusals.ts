import type { Sentence } from '../error-sentences.js';
import type { PdfSignatureError, PdfSignatureErrorCode } from '../errors.js';
import { reasonSentence } from '../validation/reason-sentences.js';
import type { FlagName } from './flag-table.js';

/** Flags that answer a refusal. */
const ANSWERS: Partial<Readonly<Record<PdfSignatureErrorCode, FlagName>>> = {
  'pdf.password-required': 'password-file',
  'fetch.refused': 'allow-host',
  'evidence.unavailable': 'allow-host',
  'document.certified': 'field',
};

/** A refusal in words, and the flag that may answer it. */
export function refusalSentence({ code, params }: PdfSignatureError): Sentence {
  const { vi, en } = reasonSentence(code);
  const isUntrusted = String(params['failures']).includes('time-stamp.untrusted');
  const flag = isUntrusted ? 'trust' : ANSWERS[code];
  return flag === undefined
    ? { vi, en }
    : { vi: `${vi} Xem --${flag}.`, en: `${en} See --${flag}.` };
}
