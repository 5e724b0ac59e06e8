import { beforeAll, describe, expect, it } from '@jest/globals';
import { PDFDocument } from 'pdf-lib';
import { openPdf } from '../pdf/document.js';
import { issuePlan, SIGNED_AT, signWith, type PlanSteps } from '../fixtures/issue-plan.js';
import { PLAN_FIELDS, samplePdf } from '../fixtures/sample-pdfs.js';
import {
  issueWithoutAuthority,
  throwawayPki,
  type ThrowawayPki,
} from '../fixtures/throwaway-pki.js';
import {
  describeReport,
  fillFields,
  layoutFields,
  verifyPdf,
  type VerificationReport,
} from '../index.js';
import { acroForm, readFields, readPages, type Page } from '../form/form.js';
import {
  isArray,
  name,
  PdfDict,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfObject,
} from '../pdf/objects.js';
import { appended, RevisionWriter } from '../pdf/revision-writer.js';

const AT = new Date('2026-06-01T00:00:00Z');
let pki: ThrowawayPki;
let plan: PlanSteps;

beforeAll(async () => {
  pki = await throwawayPki();
  plan = await issuePlan(pki, await samplePdf({ objectStreams: true }));
}, 60_000);

function verify(pdf: Uint8Array, at = AT): VerificationReport {
  return verifyPdf(pdf, { trustAnchors: [pki.root], at });
}

function verdicts(pdf: Uint8Array): unknown[] {
  return verify(pdf).signatures.map(({ field, verdict, modification, reasons }) => ({
    field,
    verdict,
    modification,
    reasons,
  }));
}

/** What an attacker does who can append a revision but cannot sign. */
function appendRevision(pdf: Uint8Array, change: (writer: RevisionWriter) => void): Uint8Array {
  const writer = new RevisionWriter(openPdf(pdf));
  change(writer);
  return Buffer.concat([pdf, writer.finish().bytes]);
}

function firstPage(pdf: Uint8Array): Page {
  const [page] = readPages(openPdf(pdf));
  if (page === undefined) throw new Error('there is a page');
  return page;
}

describe('a sealed plan', () => {
  it('with a line end behind it that nobody signed is not covered as a whole', () => {
    const report = verify(Buffer.concat([plan.sealed, Buffer.from('\n')]));
    expect(report.verdict).toBe('valid');
    expect(report.signatures.at(-1)).toMatchObject({
      coverage: 'entire-revision',
      coversWholeDocument: false,
    });
  });

  it('is valid, and says what happened after each signature', () => {
    const report = verify(plan.sealed);
    expect(report.verdict).toBe('valid');
    expect(report.reasons).toEqual([]);
    expect(report.revisions).toBe(5);
    const [leader, seal] = report.signatures;
    expect(leader).toMatchObject({
      field: 'NguoiKy',
      subFilter: 'ETSI.CAdES.detached',
      coversWholeDocument: false,
      revision: 3,
      revisionLength: plan.signed.length,
      certifies: 2,
      intact: true,
      modification: 'form-filling',
      verdict: 'valid',
      claimedSigningTime: SIGNED_AT.toISOString(),
      timeProven: false,
      chainTrusted: true,
      certificateValidAtSigning: true,
      changedFields: ['SoVanBan', 'NgayBanHanh', 'CoQuan'],
    });
    expect(seal).toMatchObject({
      field: 'CoQuan',
      coversWholeDocument: true,
      certifies: null,
      modification: 'none',
      verdict: 'valid',
    });
  });

  it('names signer and issuer in their own letters', () => {
    const [leader] = verify(plan.sealed).signatures;
    expect(leader?.signer).toEqual({
      commonName: 'Nguyễn Thị Hằng',
      organisation: 'Ủy ban nhân dân phường Từ Sơn (dữ liệu mẫu)',
      organisationalUnit: null,
      title: 'Chủ tịch',
      email: null,
      serialNumber: null,
    });
    expect(leader?.issuer.commonName).toBe('CA Thử nghiệm');
  });

  it('is valid after each step on the way, and unsigned before the first signature', () => {
    expect(verify(plan.source).verdict).toBe('unsigned');
    expect(verify(plan.laidOut).verdict).toBe('unsigned');
    expect(verify(plan.signed).verdict).toBe('valid');
    expect(verify(plan.numbered).verdict).toBe('valid');
  });

  it('stays open when nobody vouches for the signer', () => {
    const report = verifyPdf(plan.sealed, { trustAnchors: [], at: AT });
    expect(report.verdict).toBe('unknown');
    expect(report.reasons).toEqual(['chain-untrusted']);
    const said = describeReport(report, 'vi').join('\n');
    expect(said).toContain(
      'Chưa xác định được chứng thư số có hiệu lực tại thời điểm ký hay không.',
    );
    expect(describeReport(verify(plan.sealed), 'vi').join('\n')).toContain(
      'Chứng thư số có hiệu lực tại thời điểm ký.',
    );
  });

  it('stays open once the certificate has expired, because nobody proves the time', () => {
    const report = verify(plan.sealed, new Date('2036-01-01T00:00:00Z'));
    expect(report.verdict).toBe('unknown');
    expect(report.reasons).toEqual([
      'certificate-expired-time-unproven',
      'chain-certificate-not-valid-then',
      'algorithm-ended',
    ]);
    expect(report.signatures[0]).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    });
  });

  it('stays open when the signer claims a time that has not come yet', () => {
    const report = verify(plan.sealed, new Date('2026-01-01T00:00:00Z'));
    expect(report.reasons).toContain('claimed-time-in-future');
    expect(report.verdict).toBe('unknown');
  });
});

describe('an attacker', () => {
  it('cannot flip a byte of the signed text', () => {
    const forged = Buffer.from(plan.sealed);
    const at = Math.floor(plan.source.length / 3);
    forged[at] = (forged[at] ?? 0) ^ 1;
    expect(verify(forged).verdict).toBe('invalid');
    expect(verify(forged).reasons).toContain('digest-mismatch');
  });

  it('cannot replace the content of a page in a later revision', () => {
    const forged = appendRevision(plan.sealed, (writer) => {
      const { ref, dict } = firstPage(plan.sealed);
      const content = new PdfStream(new PdfDict(), Buffer.from('0 0 595 842 re f'));
      writer.put(ref, dict.with({ Contents: writer.add(content) }));
    });
    expect(verify(forged).verdict).toBe('invalid');
    expect(verdicts(forged)).toMatchObject([
      { verdict: 'invalid', modification: 'other' },
      { verdict: 'invalid', modification: 'other' },
    ]);
  });

  it('cannot replace a content stream that a page refers to', () => {
    const forged = appendRevision(plan.sealed, (writer) => {
      const contents = firstPage(plan.sealed).dict.get('Contents');
      const first = isArray(contents) ? contents[0] : contents;
      if (!(first instanceof PdfRef)) throw new Error('content streams are indirect objects');
      writer.put(first, new PdfStream(new PdfDict(), Buffer.from('0 0 9 9 re f')));
    });
    expect(verify(forged).reasons).toContain('modified-after-signing');
  });

  it('cannot hang bytes behind the last end-of-file marker', () => {
    const forged = Buffer.concat([plan.sealed, Buffer.from('9 0 obj\n<<>>\nendobj\n')]);
    expect(verify(forged).reasons).toContain('trailing-data');
    expect(verify(forged).verdict).toBe('invalid');
  });

  it('cannot hide bytes between two revisions', () => {
    const hidden = Buffer.concat([plan.signed, Buffer.from('(hidden)\n%%EOF\n')]);
    const forged = appendRevision(hidden, () => undefined);
    expect(verify(forged).verdict).toBe('invalid');
    expect(verify(forged).reasons).toContain('update-malformed');
  });

  it('cannot fill a field that the seal has locked', async () => {
    const fields = [
      ...PLAN_FIELDS,
      { kind: 'text', name: 'GhiChu', page: 0, rect: [60, 500, 160, 520] } as const,
    ];
    const laidOut = layoutFields(plan.source, fields);
    const sealed = await signWith(pki, laidOut, pki.seal, { field: 'CoQuan', lock: 'all' });
    expect(() => fillFields(sealed, { GhiChu: 'x' })).toThrow('field.locked');
    const forged = appendRevision(sealed, (writer) => {
      const field = readFields(openPdf(sealed)).find(({ name }) => name === 'GhiChu');
      if (field?.ref === undefined) throw new Error('the field is there');
      writer.put(field.ref, field.dict.with({ V: PdfString.text('x') }));
    });
    expect(verdicts(forged)).toMatchObject([
      { verdict: 'invalid', modification: 'form-filling', reasons: ['locked-field-changed'] },
    ]);
  });

  it('cannot rewrite the file with another program', async () => {
    const document = await PDFDocument.load(plan.sealed);
    const rewritten = await document.save({ useObjectStreams: false });
    expect(verify(rewritten).verdict).toBe('invalid');
  });

  it('cannot add a note to a certified document', () => {
    const forged = appendRevision(plan.signed, (writer) => {
      addAnnotation(writer, plan.signed, { Subtype: name('FreeText') });
    });
    expect(verdicts(forged)).toMatchObject([
      { verdict: 'invalid', modification: 'annotations', reasons: ['docmdp-violated'] },
    ]);
  });

  it('cannot add a signature field to a certified document', () => {
    const forged = appendRevision(plan.signed, (writer) => {
      const field = addAnnotation(writer, plan.signed, {
        Subtype: name('Widget'),
        FT: name('Sig'),
        T: PdfString.text('Them'),
      });
      const document = openPdf(plan.signed);
      const place = document.catalog.get('AcroForm');
      const form = acroForm(document);
      if (!(place instanceof PdfRef) || form === undefined) throw new Error('the form is there');
      writer.put(place, form.with({ Fields: appended(form.get('Fields'), [field]) }));
    });
    expect(verdicts(forged)).toMatchObject([
      { verdict: 'invalid', modification: 'form-filling', reasons: ['docmdp-violated'] },
    ]);
  });

  it('leaves a note on a document that nobody certified to the reader to judge', async () => {
    const signed = await signWith(pki, plan.laidOut, pki.leader, { field: 'NguoiKy' });
    const noted = appendRevision(signed, (writer) => {
      addAnnotation(writer, signed, { Subtype: name('FreeText') });
    });
    expect(verdicts(noted)).toMatchObject([
      { verdict: 'unknown', modification: 'annotations', reasons: ['annotations-added'] },
    ]);
  });

  it('cannot empty a signed field', () => {
    const forged = appendRevision(plan.sealed, (writer) => {
      const field = readFields(openPdf(plan.sealed)).find(({ name: key }) => key === 'NguoiKy');
      if (field?.ref === undefined) throw new Error('the field is there');
      const entries = new Map([...field.dict.entries].filter(([key]) => key !== 'V'));
      writer.put(field.ref, new PdfDict(entries));
    });
    expect(verdicts(forged)).toMatchObject([{ field: 'CoQuan', verdict: 'invalid' }]);
  });

  it('cannot lead an old object number to other bytes of the file', () => {
    const update = new RevisionWriter(openPdf(plan.sealed)).finish().bytes;
    const forged = Buffer.concat([plan.sealed, redirected(update, plan.sealed)]);
    expect(verify(forged).verdict).toBe('invalid');
  });

  it('cannot sign with a certificate issued by somebody who is no authority', async () => {
    const forger = await issueWithoutAuthority(pki.leader);
    const signed = await signWith(pki, plan.laidOut, forger, {
      field: 'NguoiKy',
      chain: [pki.leader.certificate, pki.issuing],
    });
    expect(verdicts(signed)).toMatchObject([
      { verdict: 'unknown', reasons: ['chain-constraints-violated'] },
    ]);
  });

  it('cannot take the signature away: the file then says that it is unsigned', () => {
    expect(verify(plan.sealed.subarray(0, plan.laidOut.length)).verdict).toBe('unsigned');
  });
});

function addAnnotation(
  writer: RevisionWriter,
  pdf: Uint8Array,
  entries: Readonly<Record<string, PdfObject>>,
): PdfRef {
  const { ref, dict } = firstPage(pdf);
  const annotation = PdfDict.of({ Type: name('Annot'), Rect: [10, 10, 50, 50], ...entries });
  const added = writer.add(annotation.with({ P: ref }));
  writer.put(ref, dict.with({ Annots: appended(dict.get('Annots'), [added]) }));
  return added;
}

/** Makes an update's cross-reference stream say that the page tree is where the first page stands. */
function redirected(update: Buffer, pdf: Uint8Array): Buffer {
  const page = firstPage(pdf).ref;
  const text = update.toString('latin1').replace(/\/Index \[\d+ 1\]/, `/Index [${page.num} 1]`);
  return Buffer.from(text.replace(/\/Size (\d+)/, '/Size $1 '), 'latin1');
}
