import type { Sentence } from '../error-sentences.js';

/** Every command with what it does. */
export const COMMANDS = {
  verify: {
    operands: 'FILE...',
    vi: 'kiểm tra mọi chữ ký số của từng tệp',
    en: 'judge every signature of every file',
  },
  sign: {
    operands: 'FILE -o OUT',
    vi: 'ký bằng khóa có sẵn',
    en: 'sign with a key at hand',
  },
  prepare: {
    operands: 'FILE -o PREPARED',
    vi: 'sắp sẵn chữ ký, cho biết giá trị băm cần ký',
    en: 'lay the signature out and tell the digest',
  },
  complete: {
    operands: 'FILE VALUE --prepared PREPARED -o OUT',
    vi: 'đưa giá trị chữ ký thô, ký ở nơi khác, vào tệp',
    en: 'put in the raw signature value that was made elsewhere',
  },
  timestamp: {
    operands: 'FILE -o OUT --tsa URL --trust FILE',
    vi: 'gắn dấu thời gian cho tài liệu',
    en: 'add a document time-stamp',
  },
  extend: {
    operands: 'FILE -o OUT --tsa URL --trust FILE',
    vi: 'nâng mức chữ ký, hoặc gia hạn B-LTA',
    en: 'raise the level of the signatures, or renew B-LTA',
  },
} as const satisfies Readonly<Record<string, Sentence & { readonly operands: string }>>;

export type CommandName = keyof typeof COMMANDS;

/** A flag that takes `value`, or stands alone without one. */
export type FlagShape = Sentence & {
  readonly of: readonly CommandName[];
  readonly value?: string;
  readonly multiple?: true;
  /** It names a file, or a folder of files, that is read. */
  readonly reads?: true;
  readonly short?: string;
};

const SIGNERS = ['sign', 'prepare'] as const;
const MAKERS = ['sign', 'prepare', 'complete', 'timestamp', 'extend'] as const;
const ALL = ['verify', ...MAKERS] as const;

/** Every flag of every command, in the order of the help. */
export const FLAGS = {
  output: {
    of: MAKERS,
    short: 'o',
    value: 'FILE',
    vi: 'tệp kết quả, thay tệp cũ nếu có; "-" là đầu ra chuẩn',
    en: 'the result, in place of a file of that name; "-" is stdout',
  },
  json: {
    of: ['verify'],
    vi: 'mỗi tệp một dòng JSON',
    en: 'one JSON object a file and line',
  },
  trust: {
    of: ALL,
    value: 'FILE',
    reads: true,
    multiple: true,
    vi: 'chứng thư số được tin cậy: PEM (nhiều cũng được), DER, hoặc thư mục của chúng',
    en: 'trusted certificates: PEM (one or many), DER, or a folder of such files',
  },
  'trust-list': {
    of: ALL,
    value: 'FILE|URL',
    reads: true,
    multiple: true,
    vi: 'danh sách tin cậy JSON, có mục đích và thời hạn; địa chỉ phải là https',
    en: 'trusted certificates with purposes and dates, JSON; an address must be https',
  },
  at: {
    of: ['verify'],
    value: 'MOMENT',
    vi: 'kiểm tra tại thời điểm này (ISO 8601) thay vì bây giờ',
    en: 'judge at this moment (ISO 8601) instead of now',
  },
  revocation: {
    of: ['verify', 'sign', 'prepare', 'complete', 'extend'],
    value: 'HOW',
    vi: 'cần biết việc thu hồi: always, when-named (mặc định), never (chỉ verify)',
    en: 'whose revocation must be known: always, when-named (default), never (verify only)',
  },
  ocsp: {
    of: ['verify'],
    value: 'FILE',
    reads: true,
    multiple: true,
    vi: 'câu trả lời OCSP có sẵn, DER',
    en: 'OCSP answer at hand, DER',
  },
  crl: {
    of: ['verify'],
    value: 'FILE',
    reads: true,
    multiple: true,
    vi: 'danh sách thu hồi CRL có sẵn, DER hoặc PEM',
    en: 'CRL at hand, DER or PEM',
  },
  'allow-host': {
    of: ALL,
    value: 'HOST',
    multiple: true,
    vi: 'được hỏi máy chủ này (host hoặc host:port) về thu hồi; không nêu thì không hỏi ai',
    en: 'ask this host (host or host:port) for evidence; none is asked when left out',
  },
  tsa: {
    of: MAKERS,
    value: 'URL',
    multiple: true,
    vi: 'nơi cấp dấu thời gian; nhiều nơi thì thử lần lượt',
    en: 'time-stamping authority; several are tried in turn',
  },
  level: {
    of: ['sign', 'prepare', 'complete', 'extend'],
    value: 'LEVEL',
    vi: 'B-B (mặc định khi ký), B-T, B-LT, B-LTA (mặc định của extend)',
    en: 'B-B (default to sign), B-T, B-LT, B-LTA (default to extend)',
  },
  p12: {
    of: SIGNERS,
    value: 'FILE',
    reads: true,
    vi: 'khóa và chứng thư số trong tệp PKCS#12',
    en: 'key and certificates in a PKCS#12 file',
  },
  'p12-password': {
    of: SIGNERS,
    value: 'TEXT',
    vi: 'mật khẩu tệp PKCS#12 (người khác trên máy thấy được: nên dùng hai cách dưới)',
    en: 'its password (others on the machine can see it: better the two ways below)',
  },
  'p12-password-file': {
    of: SIGNERS,
    value: 'FILE',
    reads: true,
    vi: 'mật khẩu nằm trong tệp; hoặc biến môi trường PDF_SIGNATURE_P12_PASSWORD',
    en: 'its password in a file; or in the environment, PDF_SIGNATURE_P12_PASSWORD',
  },
  key: {
    of: SIGNERS,
    value: 'FILE',
    reads: true,
    vi: 'khóa riêng, PEM hoặc DER',
    en: 'private key, PEM or DER',
  },
  'key-password': {
    of: SIGNERS,
    value: 'TEXT',
    vi: 'mật khẩu của khóa',
    en: 'its password',
  },
  'key-password-file': {
    of: SIGNERS,
    value: 'FILE',
    reads: true,
    vi: 'mật khẩu nằm trong tệp; hoặc biến môi trường PDF_SIGNATURE_KEY_PASSWORD',
    en: 'its password in a file; or in the environment, PDF_SIGNATURE_KEY_PASSWORD',
  },
  certificate: {
    of: SIGNERS,
    value: 'FILE',
    reads: true,
    vi: 'chứng thư số của người ký, PEM hoặc DER',
    en: 'certificate of the signer, PEM or DER',
  },
  chain: {
    of: SIGNERS,
    value: 'FILE',
    reads: true,
    multiple: true,
    vi: 'chứng thư số của các cơ quan cấp',
    en: 'certificates of the issuing authorities',
  },
  digest: {
    of: SIGNERS,
    value: 'NAME',
    vi: 'sha256, sha384, sha512',
    en: 'sha256, sha384, sha512',
  },
  pss: {
    of: SIGNERS,
    vi: 'RSA theo PSS thay vì PKCS#1 v1.5',
    en: 'RSA with PSS instead of PKCS#1 v1.5',
  },
  field: {
    of: SIGNERS,
    value: 'NAME',
    vi: 'ký vào trường có sẵn',
    en: 'sign a field that is there',
  },
  'new-field': {
    of: SIGNERS,
    value: 'NAME',
    vi: 'tên trường mới; mặc định Signature1, Signature2 …',
    en: 'name of a new field; Signature1, Signature2 ... when left out',
  },
  page: {
    of: SIGNERS,
    value: 'N',
    vi: 'trang của trường mới, đếm từ 1',
    en: 'page of the new field, counted from 1',
  },
  rect: {
    of: SIGNERS,
    value: 'L,B,R,T',
    vi: 'khung chữ ký: trái,dưới,phải,trên theo điểm (1/72 inch); không nêu thì không hiển thị',
    en: 'box: left,bottom,right,top in points (1/72 inch); invisible when left out',
  },
  image: {
    of: SIGNERS,
    value: 'PNG',
    reads: true,
    vi: 'hình trong khung chữ ký',
    en: 'picture in the box',
  },
  text: {
    of: SIGNERS,
    value: 'LINE',
    multiple: true,
    vi: 'dòng chữ trong khung chữ ký',
    en: 'line of text in the box',
  },
  certify: {
    of: SIGNERS,
    value: '1|2|3',
    vi: 'chữ ký chứng nhận, hạn chế thay đổi về sau (DocMDP)',
    en: 'certify, and limit later changes (DocMDP)',
  },
  lock: {
    of: SIGNERS,
    value: 'all|NAME',
    multiple: true,
    vi: 'khóa mọi trường, hoặc trường này, sau khi ký',
    en: 'lock all fields, or this one, from then on',
  },
  reason: { of: SIGNERS, value: 'TEXT', vi: 'lý do ký', en: 'why it is signed' },
  location: { of: SIGNERS, value: 'TEXT', vi: 'nơi ký', en: 'where it is signed' },
  name: { of: SIGNERS, value: 'TEXT', vi: 'tên người ký', en: 'who signs' },
  prepared: {
    of: ['complete'],
    value: 'FILE',
    reads: true,
    vi: 'tệp mà prepare đã ghi',
    en: 'what prepare has written',
  },
  password: {
    of: ALL,
    value: 'TEXT',
    vi: 'mật khẩu mở tệp PDF mã hóa',
    en: 'password of an encrypted PDF',
  },
  'password-file': {
    of: ALL,
    value: 'FILE',
    reads: true,
    vi: 'mật khẩu nằm trong tệp; hoặc biến môi trường PDF_SIGNATURE_PASSWORD',
    en: 'that password in a file; or in the environment, PDF_SIGNATURE_PASSWORD',
  },
  language: {
    of: ALL,
    value: 'vi|en',
    vi: 'ngôn ngữ của câu chữ',
    en: 'language of what is said',
  },
  version: { of: ALL, vi: 'phiên bản', en: 'the version' },
  help: { of: ALL, short: 'h', vi: 'trợ giúp này', en: 'this help' },
} as const satisfies Readonly<Record<string, FlagShape>>;

export type FlagName = keyof typeof FLAGS;
