import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { inspectPdf } from '../../../../libs/pdf-signature/index.js';
import { DocumentsOffice, PrintRegisterQuery } from '../../../../test/builders/documents-office.js';
import { rows } from '../../../platform/database/rows.js';
import { FileStore } from '../../files/index.js';
import { PrintOutgoingQuery } from '../queries/print-outgoing.query.js';

const BASE = '/api/v1/public/verification';
const ORIGIN = 'https://vanban.example.gov.vn';

type Body = Readonly<Record<string, unknown>>;

describe('the public page', () => {
  let o: DocumentsOffice;
  let released: string;
  let code: string;
  let printed: Uint8Array;
  let sha256: string;

  beforeAll(async () => {
    o = await DocumentsOffice.open();
    released = await o.outgoingIn('released');
    printed = await o.part(PrintOutgoingQuery).execute(released, ORIGIN);
    const [given] = await rows<{ code: string; sha256: string }>(
      o.office.db,
      'SELECT code, sha256 FROM signing.public_code WHERE subject_id = $1',
      [released],
    );
    code = given?.code ?? '';
    sha256 = given?.sha256 ?? '';
  }, 180_000);
  afterAll(() => o.close());

  const ask = async (path: string): Promise<{ status: number; body: Body }> => {
    const answer = await request(o.office.app.getHttpServer()).get(`${BASE}/${path}`);
    return { status: answer.status, body: answer.body as Body };
  };
  const send = async (path: string, pdf: Uint8Array): Promise<{ status: number; body: Body }> => {
    const answer = await request(o.office.app.getHttpServer())
      .post(`${BASE}${path}`)
      .attach('file', Buffer.from(pdf), { filename: 'a.pdf', contentType: 'application/pdf' });
    return { status: answer.status, body: answer.body as Body };
  };
  const nextMinute = (): void => {
    o.office.clock.moveTo(new Date(o.office.clock.now().getTime() + 60_001));
  };

  it('tells whoever has the code which document it is and what its signatures are worth', async () => {
    const { status, body } = await ask(code.toLowerCase());

    expect(status).toBe(200);
    expect(body).toMatchObject({
      symbol: '97/KH-UBND',
      typeName: 'Kế hoạch',
      issuedOn: '2026-08-24',
      sha256,
      report: { verdict: 'valid' },
    });
    expect(Object.keys(body).sort()).toEqual(
      ['agencyName', 'issuedOn', 'kind', 'report', 'sha256', 'symbol', 'typeName'].sort(),
    );
  });

  it('knows the same code for the same version, and another for no other', async () => {
    await o.part(PrintOutgoingQuery).execute(released, ORIGIN);
    const codes = await rows(o.office.db, 'SELECT code FROM signing.public_code');

    expect(codes).toEqual([{ code }]);
  });

  it('answers alike for what is unknown, not released and of the Party', async () => {
    const unknown = await ask('2222222222222222');
    await o.office.db.query(`UPDATE documents.outgoing SET space = 'party' WHERE id = $1`, [
      released,
    ]);
    const party = await ask(code);
    await o.office.db.query(`UPDATE documents.outgoing SET space = 'government' WHERE id = $1`, [
      released,
    ]);
    const malformed = await ask('khong-phai-ma');

    expect(unknown.status).toBe(404);
    const same: Record<string, unknown> = { ...unknown.body };
    delete same['instance'];
    expect(party).toMatchObject({ status: 404, body: same });
    expect(malformed).toMatchObject({ status: 404, body: same });
  });

  it('compares a file with the version of the code, byte for byte', async () => {
    const pdf = await o.part(FileStore).read(sha256);
    nextMinute();

    const cut = pdf.subarray(0, pdf.lastIndexOf('%%EOF', pdf.length - 12) + 6);

    expect((await send(`/${code}/comparison`, pdf)).body).toMatchObject({ result: 'same' });
    const { body } = await send(`/${code}/comparison`, cut);
    expect(body).toMatchObject({ result: 'different' });
    expect((body['differences'] as { code: string }[]).map((one) => one.code)).toContain(
      'signature-removed',
    );
  });

  it('sees without a code, too, that signatures of a version kept here were cut away', async () => {
    const pdf = await o.part(FileStore).read(sha256);
    const cut = pdf.subarray(0, pdf.lastIndexOf('%%EOF', pdf.length - 12) + 6);
    nextMinute();

    expect((await send('', pdf)).body).toMatchObject({ verdict: 'valid', memory: [] });
    const { body } = await send('', cut);
    expect(body).toMatchObject({ verdict: 'invalid' });
    expect((body['memory'] as { code: string }[]).map((one) => one.code)).toContain(
      'signature-removed',
    );
  });

  it('judges any PDF and keeps nothing of it', async () => {
    nextMinute();
    const before = await rows(o.office.db, 'SELECT sha256 FROM files.blob');

    const answer = await send('', Buffer.from(printed));

    expect(answer).toMatchObject({ status: 200, body: { verdict: 'unsigned' } });
    expect(await rows(o.office.db, 'SELECT sha256 FROM files.blob')).toEqual(before);
    const kept = await rows(o.office.db, 'SELECT 1 FROM signing.verification WHERE sha256 = $1', [
      answer.body['sha256'],
    ]);
    expect(kept).toEqual([]);
  });

  it('refuses what is no PDF, and more than a minute allows', async () => {
    nextMinute();
    expect((await send('', Buffer.from('PK no pdf'))).status).toBe(422);
    for (let n = 0; n < 9; n += 1) await send('', Buffer.from('PK no pdf'));
    const answer = await send('', Buffer.from('PK no pdf'));

    expect(answer).toMatchObject({
      status: 429,
      body: { code: 'signing.too-many-verifications' },
    });
    nextMinute();
    expect((await send('', Buffer.from('PK no pdf'))).status).toBe(422);
  });

  it('prints the pages as they look, without signatures, with a code that leads there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'trien-print-'));
    try {
      const file = join(folder, 'print.pdf');
      writeFileSync(file, printed);
      const text = execFileSync('pdftotext', ['-l', '1', file, '-'], { encoding: 'utf8' });

      expect(text).toContain('vanban.example.gov.vn/kiem-tra/');
      expect(text).toContain(code.match(/.{4}/g)?.join('-'));
      expect(text).toContain('97');
      expect(inspectPdf(printed)).toMatchObject({ signatures: 0, fields: [] });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('prints a register with a code that leads to this very print, the same for the same content', async () => {
    nextMinute();
    const { agencyId } = await o.actor('vt-ts');
    const print = (): Promise<Uint8Array> =>
      o.part(PrintRegisterQuery).execute('outgoing', { agencyId }, ORIGIN);
    const [sheet, atOnce] = await Promise.all([print(), print()]);
    const again = await print();
    const codes = await rows<{ code: string }>(
      o.office.db,
      `SELECT code FROM signing.public_code WHERE subject_type = 'register-print'`,
    );

    expect(codes).toHaveLength(1);
    expect(Buffer.from(again).equals(sheet)).toBe(true);
    expect(Buffer.from(atOnce).equals(sheet)).toBe(true);
    const { body } = await ask(codes[0]?.code ?? '');
    expect(body).toMatchObject({
      kind: 'print',
      typeName: 'Sổ đăng ký văn bản đi năm 2026',
      symbol: expect.stringMatching(/^Số \d+ - \d+$/) as unknown,
      issuedOn: '2026-08-24',
      report: { verdict: 'unsigned' },
    });
    const compared = await send(`/${codes[0]?.code ?? ''}/comparison`, sheet);
    expect(compared.body).toMatchObject({ result: 'same' });
    const changed = Buffer.from(sheet);
    changed[changed.length - 2000] = 0x20;
    expect((await send(`/${codes[0]?.code ?? ''}/comparison`, changed)).body).toMatchObject({
      result: 'different',
    });
  });
});
