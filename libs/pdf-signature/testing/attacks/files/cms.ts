import {
  children,
  context,
  encode,
  readNode,
  sequence,
  sequenceOf,
  TAG,
} from '../../../cms/der.js';
import { signWith } from '../../../fixtures/issue-plan.js';
import { TestIdentity } from '../../../fixtures/test-authority.js';
import { testTimeStamp } from '../../../fixtures/test-authority-time-stamp.js';
import {
  completeDocumentTimeStamp,
  prepareDocumentTimeStamp,
} from '../../../signing/document-time-stamp.js';
import {
  append,
  appendRaw,
  AT,
  fieldNamed,
  ofKind,
  type AttackBases,
  type AttackFile,
} from '../bases.js';

export type CmsParts = { readonly certificates: Buffer[]; readonly signers: Buffer[] };

/** Takes a signed file's CMS apart and puts it together anew; no byte that is signed changes. */
export function withCms(pdf: Buffer, change: (parts: CmsParts) => CmsParts): Buffer {
  const start = pdf.lastIndexOf('/Contents <') + 11;
  const end = pdf.indexOf('>', start);
  const outer = readNode(Buffer.from(pdf.toString('latin1', start, end), 'hex'));
  const [type, wrapped] = sequenceOf(outer);
  const [inner] = wrapped === undefined ? [] : children(wrapped);
  const parts = sequenceOf(inner);
  const [version, digests, content] = parts.map(({ bytes }) => bytes);
  const certificates = parts.find(({ tag }, index) => index > 2 && tag === 0xa0);
  const signers = parts.at(-1);
  const changed = change({
    certificates:
      certificates === undefined ? [] : children(certificates).map(({ bytes }) => bytes),
    signers: signers === undefined ? [] : children(signers).map(({ bytes }) => bytes),
  });
  const cms = sequence(
    type?.bytes ?? Buffer.alloc(0),
    context(
      0,
      sequence(
        version ?? Buffer.alloc(0),
        digests ?? Buffer.alloc(0),
        content ?? Buffer.alloc(0),
        context(0, ...changed.certificates),
        encode(TAG.set, ...changed.signers),
      ),
    ),
  );
  const copy = Buffer.from(pdf);
  copy.write(cms.toString('hex').padEnd(end - start, '0'), start, 'latin1');
  return copy;
}

const cms =
  (change: (parts: CmsParts) => CmsParts): AttackFile['build'] =>
  async (bases) =>
    withCms(await bases.approved, change);

const STRUCTURE = ofKind('signature container', [
  [
    'two signers',
    'cms-signer-count',
    cms(({ signers, certificates }) => ({ certificates, signers: [...signers, ...signers] })),
  ],
  ['no signer', 'cms-signer-count', cms(({ certificates }) => ({ certificates, signers: [] }))],
  [
    'no certificate of the signer',
    'signer-certificate-missing',
    cms(({ signers, certificates }) => ({ signers, certificates: certificates.slice(1) })),
  ],
  [
    'bytes behind the container',
    'cms-malformed',
    async (b) => {
      const copy = Buffer.from(await b.approved);
      const end = copy.indexOf('>', copy.lastIndexOf('/Contents <'));
      copy.write('ff', end - 2, 'latin1');
      return copy;
    },
  ],
  [
    'a damaged signature value',
    'signature-mismatch',
    cms(({ certificates, signers: [signer = Buffer.alloc(1)] }) => {
      const broken = Buffer.from(signer);
      broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
      return { certificates, signers: [broken] };
    }),
  ],
]);

/** Two certificates of one key: the second says that somebody else signed. */
async function swapped(bases: AttackBases, serial: number): Promise<Buffer> {
  const root = TestIdentity.root({ name: 'CN=Root of a swap, C=VN' });
  const shape = { keyLabel: 'one key', from: new Date('2025-01-01T00:00:00Z') };
  const own = root.issue({ ...shape, name: 'CN=Nguyen Van A, C=VN', serial: 77 });
  const other = root.issue({ ...shape, name: 'CN=Chu Tich, C=VN', serial });
  const signed = await signWith(bases.pki, bases.laidOut, own, {
    field: 'NguoiKy',
    chain: [root.certificate],
  });
  return withCms(Buffer.from(signed), ({ signers }) => ({
    signers,
    certificates: [other.certificate, root.certificate],
  }));
}

const CERTIFICATES = ofKind('swapped certificates', [
  [
    'another name for the same key and serial',
    'signing-certificate-mismatch',
    (b) => swapped(b, 77),
  ],
  ['another serial for the same key', 'signer-certificate-missing', (b) => swapped(b, 78)],
]);

function stamped(pdf: Uint8Array): Buffer {
  const authority = TestIdentity.root({ name: 'CN=Time-stamping root, C=VN' }).issue({
    name: 'CN=Time-stamping unit, C=VN',
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'],
    isExtendedKeyUsageCritical: true,
  });
  const prepared = prepareDocumentTimeStamp(pdf);
  const token = testTimeStamp(Buffer.from(prepared.documentDigest, 'hex'), 'sha256', { authority });
  return Buffer.from(completeDocumentTimeStamp(pdf, prepared, token));
}

const TIME_STAMPS = ofKind('copied time-stamps', [
  [
    'the token of an earlier state put into a later time-stamp',
    'digest-mismatch',
    async (b) => {
      const once = stamped(await b.approved);
      const twice = stamped(once);
      const from = once.indexOf('<', once.lastIndexOf('/Contents <'));
      const to = twice.indexOf('<', twice.lastIndexOf('/Contents <'));
      const length = once.indexOf('>', from) - from;
      once.copy(twice, to, from, from + length);
      return twice;
    },
  ],
  [
    'a time-stamp shown by a second field',
    'signature-object-invalid',
    async (b) => {
      const pdf = stamped(await b.approved);
      return append(pdf, (writer, document) => {
        const stamp = /\/T \(([^)]*)\)/.exec(
          pdf.toString('latin1', pdf.lastIndexOf('/FT /Sig')),
        )?.[1];
        const own = fieldNamed(document, 'KyNhay');
        const source =
          stamp === undefined ? fieldNamed(document, 'NguoiKy') : fieldNamed(document, stamp);
        writer.put(own.ref, own.dict.with({ V: source.dict.get('V') }));
      });
    },
  ],
]);

const CONFUSION = ofKind('cross-references that contradict', [
  [
    'a loop of cross-references',
    'refused:pdf.broken',
    async (b) => {
      const pdf = await b.approved;
      const text = `xref\n0 0\ntrailer\n<< /Root 1 0 R /Size 99 /Prev ${pdf.length} >>\nstartxref\n${pdf.length}\n%%EOF\n`;
      return Buffer.concat([pdf, Buffer.from(text)]);
    },
  ],
  [
    'an object of another number at the place',
    'update-malformed',
    async (b) => {
      const pdf = await b.approved;
      const at = String(pdf.length).padStart(10, '0');
      const entries = [[AT.content, `${at} 00000 n `]] as const;
      return appendRaw(pdf, [], { before: '7 0 obj\n<< >>\nendobj\n', entries });
    },
  ],
  [
    'the same object twice in one update',
    'update-malformed',
    async (b) =>
      appendRaw(await b.approved, [[200, '<< >>']], {
        before: '200 0 obj\n<< /Other 1 >>\nendobj\n',
      }),
  ],
  [
    'an object recycled under another generation',
    'object-replaced',
    async (b) => {
      const pdf = await b.approved;
      const at = String(pdf.length).padStart(10, '0');
      const before = '5 1 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n';
      return appendRaw(pdf, [], { before, entries: [[AT.content, `${at} 00001 n `]] });
    },
  ],
  [
    'a hidden cross-reference stream that shows another object',
    'update-malformed',
    async (b) => {
      const pdf = await b.approved;
      const hidden = Buffer.from([1, 0, 0, 15]).toString('latin1');
      const data = `<< /Type /XRef /Size 99 /W [1 3 0] /Index [5 1] /Length 4 >>\nstream\n${hidden}\nendstream`;
      const trailer = `/Root 1 0 R /Info 13 0 R /Size 99 /XRefStm ${pdf.length}`;
      const at = String(pdf.indexOf('5 0 obj')).padStart(10, '0');
      return appendRaw(pdf, [[98, data]], { trailer, entries: [[AT.content, `${at} 00000 n `]] });
    },
  ],
  [
    'an object packed in a stream that holds another',
    'modified-after-signing',
    async (b) => {
      const pdf = await b.approved;
      const body = '<< /Type /ObjStm /N 1 /First 4 /Length 9 >>\nstream\n5 0 null \nendstream';
      const offset = String(pdf.length).padStart(10, '0');
      const xref = pdf.length + `97 0 obj\n${body}\nendobj\n`.length;
      const rows = Buffer.from([
        2,
        0,
        0,
        97,
        1,
        ...[16, 8, 0].map((shift) => (Number(offset) >> shift) & 255),
      ]);
      const head =
        `97 0 obj\n${body}\nendobj\n98 0 obj\n<< /Type /XRef /Size 99 /W [1 3 0] /Index [5 1 97 1] ` +
        `/Root 1 0 R /Info 13 0 R /Prev ${/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1'))?.[1] ?? ''} /Length ${rows.length} >>\nstream\n`;
      const tail = `\nendstream\nendobj\nstartxref\n${xref}\n%%EOF\n`;
      return Buffer.concat([pdf, Buffer.from(head, 'latin1'), rows, Buffer.from(tail)]);
    },
  ],
]);

export const ON_CONTAINERS: readonly AttackFile[] = [
  ...STRUCTURE,
  ...CERTIFICATES,
  ...TIME_STAMPS,
  ...CONFUSION,
];
