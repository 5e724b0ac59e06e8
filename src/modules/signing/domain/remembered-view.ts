import type { ExpectationCode } from '../../../../libs/pdf-signature/index.js';
import { expectationSentence, isDamage } from './expectation-sentences.js';
import type { VerificationView } from './verification-view.js';

/** A file that lost a signature is not valid, however good what is left of it. */
export function withMemory(
  view: VerificationView,
  codes: readonly ExpectationCode[],
): VerificationView {
  const damage = codes.filter(isDamage);
  if (damage.length === 0) return view;
  const memory = damage.map((code) => ({ code, ...expectationSentence(code) }));
  if (view.verdict === 'unsigned') return { ...view, memory };
  return {
    ...view,
    memory,
    verdict: 'invalid',
    sentence: {
      vi: 'Tệp không còn đủ như bản đã lưu trong hệ thống: không sử dụng; đề nghị trả lại nơi gửi.',
      en: 'The file is no longer as complete as the version kept here: do not use it; return it.',
    },
  };
}
