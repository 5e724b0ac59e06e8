import { registerTexts, type Text, textOf } from '../../../platform/errors/texts.js';

registerTexts({
  'signing.trust-fetch.failed': {
    vi: 'Không tải được danh sách ({detail}). Danh sách tải lần trước vẫn được dùng.',
    en: 'The list could not be fetched ({detail}). The one fetched before stays in force.',
  },
  'signing.trust-fetch.refused': {
    vi: 'Địa chỉ danh sách không nằm trong các máy chủ được phép kết nối ({detail}).',
    en: 'The list’s address is not among the hosts that may be asked ({detail}).',
  },
  'signing.trust-trust.malformed': {
    vi: 'Không đọc được danh sách ({detail}). Danh sách tải lần trước vẫn được dùng.',
    en: 'The list cannot be read ({detail}). The one fetched before stays in force.',
  },
  'signing.trust-file': {
    vi: 'Không đọc được tệp ({detail}); chứng thư số gốc trong tệp này không được dùng.',
    en: 'The file cannot be read ({detail}); the roots in it are not trusted.',
  },
  'signing.trust-unsigned': {
    vi: 'Danh sách tải về không có chữ ký hợp lệ của đơn vị công bố nên không được nhận. Danh sách tải lần trước vẫn được dùng.',
    en: 'The fetched list is not signed by one of its publishers and was refused. The one fetched before stays in force.',
  },
  'signing.trust-trust.rollback': {
    vi: 'Danh sách tải về không được nhận vì cũ hơn danh sách đang dùng: {why}. Đề nghị liên hệ đơn vị công bố.',
    en: 'The fetched list was refused because it is older than the one in force: {why}. Ask its publisher.',
  },
  'signing.trust-rollback-sequence': { vi: 'số thứ tự thấp hơn', en: 'its number is lower' },
  'signing.trust-rollback-issued-at': { vi: 'ngày công bố sớm hơn', en: 'its date is earlier' },
  'signing.trust-rollback-sequence-missing': {
    vi: 'không còn ghi số thứ tự',
    en: 'its number is missing',
  },
  'signing.trust-rollback-issued-at-missing': {
    vi: 'không còn ghi ngày công bố',
    en: 'its date is missing',
  },
  'signing.trust-rollback-same-number': {
    vi: 'nội dung khác dưới cùng số thứ tự hoặc cùng ngày công bố',
    en: 'other content under the same number or date',
  },
  'signing.trust-other': {
    vi: 'Chưa nhận được danh sách ({detail}).',
    en: 'The list was not taken ({detail}).',
  },
});

const KNOWN = ['fetch.failed', 'fetch.refused', 'trust.malformed', 'trust.rollback'];

/** What was noted of a list that was not taken, `code name=value …`, in sentences. */
export function listProblem(note: string): { readonly code: string; readonly text: Text } {
  const code = note.split(' ')[0] ?? '';
  const detail = detailOf(note);
  if (!KNOWN.includes(code)) return { code, text: told('signing.trust-other', { detail }) };
  if (detail.en === 'not signed') return { code, text: textOf('signing.trust-unsigned') };
  const reason = /reason=(\S+)/u.exec(note)?.[1] ?? '';
  const why = textOf(`signing.trust-rollback-${reason}`);
  return { code, text: told(`signing.trust-${code}`, { detail, why }) };
}

/** The same of a file: nothing of it is in force until it can be read. */
export function fileProblem(note: string): Text {
  return told('signing.trust-file', { detail: detailOf(note) });
}

function detailOf(note: string): Text {
  const en = /detail=(.*)$/u.exec(note)?.[1] ?? note;
  const vi = en.replace('no such file', 'không có tệp').replace(/^status /u, 'mã trả lời ');
  return { vi, en };
}

function told(code: string, parts: Readonly<Record<string, Text>>): Text {
  const inWords = (lang: keyof Text): string =>
    textOf(
      code,
      Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, text[lang]])),
    )[lang];
  return { vi: inWords('vi'), en: inWords('en') };
}
