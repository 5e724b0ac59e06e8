import { beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument, PDFName, PDFString, type PDFObject } from 'pdf-lib';
import { samplePdf } from '../fixtures/sample-pdfs.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import {
  completeSignature,
  digestToSign,
  inspectPdf,
  layoutFields,
  prepareSignature,
  signPrepared,
  verifyPdf,
  type PrepareOptions,
} from '../index.js';
import { openPdf } from '../pdf/document.js';
import { PdfRef } from '../pdf/objects.js';
import { serialize } from '../pdf/serializer.js';
import { appendRaw, dictAt } from '../testing/attacks/bases.js';

const root = TestIdentity.root({ name: 'CN=CA thử nghiệm, C=VN' });
const signer = root.issue({ name: 'CN=Nguyễn Thị Hằng, O=Sở Nội vụ, C=VN', policies: ['1.2.3'] });
const TWO_FIELDS = [
  { kind: 'signature', name: 'Mot', page: 0, rect: [60, 60, 160, 110] },
  { kind: 'signature', name: 'Hai', page: 0, rect: [260, 60, 360, 110] },
] as const;

let source: Uint8Array;
beforeAll(async () => {
  source = await samplePdf({ objectStreams: false });
});

function options(more: Partial<PrepareOptions>): PrepareOptions {
  return { certificate: signer.certificate, chain: [], signingTime: TEST_NOW, ...more };
}

async function sign(pdf: Uint8Array, more: Partial<PrepareOptions>): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, options(more));
  return completeSignature(pdf, prepared, await signPrepared(prepared, signer.key));
}

function verdict(pdf: Uint8Array): string {
  return verifyPdf(pdf, { trustAnchors: [root.certificate], at: TEST_NOW }).verdict;
}

describe('a field made with its signature', () => {
  it('is signed at once, before others and after them', async () => {
    const once = await sign(source, { newField: { name: 'Mot', page: 0 } });
    const twice = await sign(once, {
      newField: { name: 'Hai', page: 0, rect: [60, 60, 160, 110] },
    });
    expect(inspectPdf(twice).fields).toMatchObject([
      { name: 'Mot', signed: true, rect: [0, 0, 0, 0] },
      { name: 'Hai', signed: true, rect: [60, 60, 160, 110] },
    ]);
    expect(verdict(twice)).toBe('valid');
  });

  it.each([1, 2, 3] as const)('is refused under a certification of level %i', async (certify) => {
    const certified = await sign(source, { newField: { name: 'Mot', page: 0 }, certify });
    expect(verdict(certified)).toBe('valid');
    await expect(sign(certified, { newField: { name: 'Hai', page: 0 } })).rejects.toThrow(
      'document.certified',
    );
  });

  it('leaves every number of the page and the form what it was', async () => {
    const document = await PDFDocument.load(source);
    const page = document.getPage(0);
    page.node.set(PDFName.of('MediaBox'), document.context.obj([0, 0, 595.27559055, 841.88976378]));
    page.node.set(PDFName.of('Large'), document.context.obj(1e21));
    page.node.set(PDFName.of('Small'), document.context.obj(0.00000025));
    const once = await sign(await document.save({ useObjectStreams: false }), {
      newField: { name: 'Mot', page: 0, rect: [60, 60, 160, 110] },
    });
    const twice = await sign(once, {
      newField: { name: 'Hai', page: 0, rect: [260, 60, 360, 110] },
    });
    expect(verdict(twice)).toBe('valid');
  });

  it('becomes no part of a field that lists its widgets by the array of the page', async () => {
    const document = await PDFDocument.load(source);
    const page = document.getPage(0);
    const text = document.getForm().createTextField('KinhGui');
    text.addToPage(page, { x: 60, y: 60, width: 90, height: 20 });
    text.addToPage(page, { x: 60, y: 90, width: 90, height: 20 });
    const kids = document.context.register(text.acroField.Kids() ?? document.context.obj([]));
    text.acroField.dict.set(PDFName.of('Kids'), kids);
    page.node.set(PDFName.of('Annots'), kids);
    const shared = await document.save({ useObjectStreams: false });
    const signed = await sign(shared, {
      newField: { name: 'Mot', page: 0, rect: [60, 160, 160, 210] },
    });
    expect(inspectPdf(signed).fields.map(({ name }) => name)).toEqual(['KinhGui', 'Mot']);
    expect(verdict(signed)).toBe('valid');
  });

  it('does not overwrite a signature that a hostile file shows as a page, too', async () => {
    const once = Buffer.from(await sign(source, { newField: { name: 'Mot', page: 0 } }));
    const signature = /\/V (\d+) 0 R/.exec(once.toString('latin1'))?.[1] ?? '';
    const { catalog, rootRef, nextObjectNumber } = openPdf(once);
    const pages = catalog.get('Pages') as PdfRef;
    const shown = dictAt(openPdf(once), pages.num).with({
      Kids: [new PdfRef(Number(signature), 0)],
    });
    const hostile = appendRaw(once, [[pages.num, serialize(shown)]], {
      trailer: `/Root ${rootRef.num} 0 R /Size ${nextObjectNumber}`,
    });
    expect(() =>
      prepareSignature(
        hostile,
        options({ newField: { name: 'Hai', page: 0, rect: [60, 60, 160, 110] } }),
      ),
    ).toThrow(
      expect.objectContaining({ params: { detail: 'a signature serves as another object' } }),
    );
  });

  it('needs a name of its own', async () => {
    const once = await sign(source, { newField: { name: 'Mot', page: 0 } });
    const named = (name: string) => () =>
      prepareSignature(once, options({ newField: { name, page: 0 } }));
    expect(named('Mot')).toThrow('field.duplicate-name');
    expect(named('')).toThrow('field.name-invalid');
    expect(named('A.B')).toThrow('field.name-invalid');
    expect(() => prepareSignature(once, options({}))).toThrow('field.unknown');
  });
});

describe('what a signature locks', () => {
  const withText = (pdf: Uint8Array): Uint8Array =>
    layoutFields(pdf, [
      ...TWO_FIELDS,
      { kind: 'text', name: 'So', page: 0, rect: [60, 500, 160, 520], text: { fontSize: 12 } },
    ]);
  const locked = (pdf: Uint8Array): string[] =>
    inspectPdf(pdf)
      .fields.filter((field) => field.locked)
      .map(({ name }) => name);

  it.each([
    ['all', { action: 'all' } as const, ['Mot', 'Hai', 'So']],
    ['only some', { action: 'include', fields: ['So'] } as const, ['So']],
    ['all but some', { action: 'exclude', fields: ['Hai'] } as const, ['Mot', 'So']],
  ])('is %s', async (_, lock, names) => {
    const signed = await sign(withText(source), { field: 'Mot', lock });
    expect(locked(signed)).toEqual(names);
    const text = Buffer.from(signed).toString('latin1');
    expect(text.match(/\/SigFieldLock/g)).toHaveLength(1);
    expect(text.match(/\/FieldMDP/g)).toHaveLength(1);
    const again = sign(signed, { field: 'Hai' });
    if (names.includes('Hai')) await expect(again).rejects.toThrow('field.locked');
    else expect(verdict(await again)).toBe('valid');
  });

  it('is what the laid-out field says, and nothing else', () => {
    const laidOut = layoutFields(source, [{ ...TWO_FIELDS[0], lock: 'all' }]);
    const lock = { action: 'include', fields: ['Mot'] } as const;
    expect(() => prepareSignature(laidOut, options({ field: 'Mot', lock }))).toThrow(
      'field.lock-differs',
    );
    expect(() => prepareSignature(laidOut, options({ field: 'Mot', lock: 'all' }))).not.toThrow();
  });
});

type Seed = Readonly<Record<string, unknown>>;

/** The first field with a seed value dictionary, written by another program. */
async function seeded(seed: Seed): Promise<Uint8Array> {
  const document = await PDFDocument.load(layoutFields(source, TWO_FIELDS));
  const { context } = document;
  const [field] = document.getForm().getFields();
  field?.acroField.dict.set(PDFName.of('SV'), context.obj(seed as Record<string, PDFObject>));
  return document.save({ useObjectStreams: false });
}

describe('seed values', () => {
  const digests = (...methods: string[]): PDFString[] => methods.map((name) => PDFString.of(name));
  const reasons = [PDFString.of('Ky ban hanh')];

  it.each<[string, Seed, Partial<PrepareOptions>]>([
    ['SubFilter', { Ff: 2, SubFilter: [PDFName.of('adbe.pkcs7.detached')] }, {}],
    ['DigestMethod', { Ff: 64, DigestMethod: digests('SHA1') }, {}],
    ['DigestMethod', { Ff: 64, DigestMethod: digests('SHA512') }, { digestAlgorithm: 'sha256' }],
    ['Reasons', { Ff: 8, Reasons: reasons }, { reason: 'Khac' }],
    ['Reasons', { Ff: 8, Reasons: [PDFString.of('.')] }, { reason: 'Ky ban hanh' }],
    ['MDP', { MDP: { P: 0 } }, { certify: 2 }],
    ['MDP', { MDP: { P: 1 } }, { certify: 2 }],
    ['TimeStamp', { TimeStamp: { URL: PDFString.of('http://tsa.vn'), Ff: 1 } }, {}],
    ['Cert.OID', { Cert: { Ff: 4, OID: [PDFString.of('1.2.4')] } }, {}],
    ['Cert.SubjectDN', { Cert: { Ff: 8, SubjectDN: [{ O: PDFString.of('So khac') }] } }, {}],
    ['Cert.KeyUsage', { Cert: { Ff: 32, KeyUsage: [PDFString.of('XXXXX1')] } }, {}],
    ['LockDocument', { Ff: 128, LockDocument: PDFName.of('true') }, {}],
  ])('refuse what they cannot get: %s %j', async (constraint, seed, more) => {
    const pdf = await seeded(seed);
    const prepare = (): unknown => prepareSignature(pdf, options({ field: 'Mot', ...more }));
    expect(prepare).toThrow(`field.seed-value-unmet field=Mot constraint=${constraint}`);
  });

  it('are honoured where the signer left the choice open', async () => {
    const pdf = await seeded({
      Ff: 64 | 8 | 2,
      SubFilter: [PDFName.of('adbe.pkcs7.detached'), PDFName.of('ETSI.CAdES.detached')],
      DigestMethod: digests('SHA512', 'SHA384'),
      Reasons: reasons,
      MDP: { P: 2 },
      Cert: { Ff: 4 | 32, OID: [PDFString.of('1.2.3')], KeyUsage: [PDFString.of('X1XX00')] },
    });
    const prepared = prepareSignature(pdf, options({ field: 'Mot', reason: 'Ky ban hanh' }));
    expect(prepared.digestAlgorithm).toBe('sha512');
    const value = await signPrepared(prepared, signer.key);
    const signed = completeSignature(pdf, prepared, value);
    const [report] = verifyPdf(signed, {
      trustAnchors: [root.certificate],
      at: TEST_NOW,
    }).signatures;
    expect(report).toMatchObject({ certifies: 2, verdict: 'valid' });
  });

  it('are advice when they are not required', async () => {
    const pdf = await seeded({ SubFilter: [PDFName.of('adbe.pkcs7.detached')], Reasons: reasons });
    expect(verdict(await sign(pdf, { field: 'Mot', reason: 'Khac' }))).toBe('valid');
  });
});

describe('schemes', () => {
  it('take the digest that fits the key, and sign Ed25519 over the whole attributes', async () => {
    const edwards = root.issue({ name: 'CN=Người ký, C=VN', key: 'ed25519' });
    const newField = { name: 'Mot', page: 0 };
    const prepared = prepareSignature(source, {
      ...options({ newField }),
      certificate: edwards.certificate,
    });
    expect(prepared).toMatchObject({ scheme: 'ed25519', digestAlgorithm: 'sha512' });
    expect(() => digestToSign(prepared)).toThrow('signature.needs-whole-data');
    const value = await signPrepared(prepared, edwards.key);
    expect(verdict(completeSignature(source, prepared, value))).toBe('valid');
    const p384 = root.issue({ name: 'CN=Người ký, C=VN', key: 'p384' });
    const other = { ...options({ newField }), certificate: p384.certificate };
    expect(prepareSignature(source, other).digestAlgorithm).toBe('sha384');
    expect(() => prepareSignature(source, { ...other, scheme: 'pss' })).toThrow(
      'certificate.key-unsupported',
    );
  });

  it('refuse a key that validation would call too weak', () => {
    const weak = root.issue({ name: 'CN=Người ký, C=VN', key: 'rsa1024' });
    const newField = { name: 'Mot', page: 0 };
    const wanted = { ...options({ newField }), certificate: weak.certificate };
    expect(() => prepareSignature(source, wanted)).toThrow('key-weak keyKind=rsa bits=1024');
  });

  it('sign by PSS with a key that may do nothing else', async () => {
    const restricted = root.issue({ name: 'CN=Người ký PSS, C=VN', key: 'rsa-pss' });
    const prepared = prepareSignature(source, {
      ...options({ newField: { name: 'Mot', page: 0 } }),
      certificate: restricted.certificate,
    });
    expect(prepared.scheme).toBe('rsa-pss');
    const value = await signPrepared(prepared, restricted.key);
    expect(verdict(completeSignature(source, prepared, value))).toBe('valid');
  });
});
