import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { verifyPdf } from '../../libs/pdf-signature/index.js';
import { aSoftHsm, findSoftHsm, type SoftHsm } from '../../libs/signing-agent/testing/soft-hsm.js';
import {
  type Authority,
  createDemoAuthorities,
  type DistinguishedName,
  issueKey,
  type IssuedKey,
} from '../../src/modules/signing/demo-ca/demo-authority.js';
import { AgentProcess } from '../builders/agent-process.js';
import { hasOpenssl, packKey, signaturePng } from '../builders/key-files.js';
import { OutgoingLife } from '../scenario/outgoing-life.js';
import { WARD_PEOPLE } from '../scenario/report-month.js';
import { noticeToSign } from './arranged.js';
import { BrowserOffice, MORNING } from './browser-office.js';

const library = findSoftHsm();
const CHAIR: DistinguishedName = [
  { O: ['Ủy ban nhân dân phường Từ Sơn'] },
  { CN: ['Nguyễn Đăng Quyết'] },
];
const FIRST = 'lịch trực lễ';
const SECOND = 'lịch tiếp xúc cử tri';
const THIRD = 'lịch kiểm tra';
const PIN = '271839';
const DAY_MS = 86_400_000;

/** A leader and his keys, by mouse: a file first, then the token at his own PC. */
(library === null || !hasOpenssl ? describe.skip : describe)('the keys of a leader', () => {
  let folder: string;
  let office: BrowserOffice;
  let hsm: SoftHsm;
  let agent: AgentProcess;
  let root: Authority;
  let issuing: Authority;
  let inFile: IssuedKey;
  let onToken: IssuedKey;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    const now = new Date(MORNING);
    folder = mkdtempSync(join(tmpdir(), 'trien-keys-'));
    ({ root, issuing } = await createDemoAuthorities(now));
    [inFile, onToken] = await Promise.all([
      issueKey(issuing, CHAIR, 'rsa-2048', now),
      // Three years old in twenty days.
      issueKey(issuing, CHAIR, 'ec-p256', new Date(now.getTime() - (3 * 365 - 20) * DAY_MS)),
    ]);
    writeFileSync(join(folder, 'root.pem'), root.certificate.toString('pem'));
    hsm = aSoftHsm(library ?? '', [
      { id: '0a', label: 'ky so', ...onToken },
      { id: '0f', label: 'issuer', pkcs8: onToken.pkcs8, certificate: raw(issuing) },
    ]);
    office = await BrowserOffice.open({ TRUST_ANCHOR_FILES: join(folder, 'root.pem') });
    for (const subject of [FIRST, SECOND, THIRD])
      ids.set(subject, await noticeToSign(office.world, subject));
    agent = await AgentProcess.start(hsm.library, office.world.baseUrl, 'usual');
  }, 240_000);
  afterAll(async () => {
    await agent.stop();
    await office.close();
    hsm.remove();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const page = async (): Promise<Page> => (await office.desk(WARD_PEOPLE.signer)).page;
  /** Who the last signature of a document is by, as its bytes tell it. */
  const lastSigner = async (subject: string): Promise<string> => {
    const life = new OutgoingLife(office.world, ids.get(subject) ?? '', WARD_PEOPLE);
    const { sha256 } = await life.read(WARD_PEOPLE.signer);
    const trustAnchors = [raw(root)];
    const report = verifyPdf(await life.content(sha256), { trustAnchors, at: new Date(MORNING) });
    const last = report.signatures.at(-1);
    return last?.intact === true ? (last.certificate?.serial ?? 'nobody') : 'not intact';
  };
  const openCertificates = async (desk: Page, tab: string): Promise<void> => {
    await desk.goto('/chung-thu-so');
    await desk.getByRole('tab', { name: tab }).click();
  };
  const openDesk = async (desk: Page, subjects: readonly string[]): Promise<Locator> => {
    await desk.goto('/ky-so');
    for (const subject of subjects)
      await desk.getByRole('checkbox', { name: `Chọn để ký: ${subject}` }).check();
    const press = subjects.length > 1 ? `Ký ${subjects.length} văn bản` : 'Ký số';
    await desk.getByRole('main').getByRole('button', { name: press, exact: true }).click();
    return desk.getByRole('dialog');
  };

  it('goes one document on with one arrow, also from within the queue', async () => {
    const desk = await page();
    await desk.goto('/ky-so');
    const rows = desk.getByRole('navigation', { name: 'Danh sách chờ ký' }).locator('[data-row]');
    await rows.first().click();
    for (const place of [1, 2]) {
      await desk.keyboard.press('ArrowDown');
      await desk.waitForFunction(
        `document.querySelectorAll('[data-row]')[${place}].ariaCurrent === 'true'`,
      );
    }
  });

  it('takes in a .p12 file, gives it another image, and signs with it', async () => {
    const desk = await page();
    await openCertificates(desk, 'Tệp .p12, .pfx');
    const form = desk.getByRole('tabpanel');
    const file = packKey(inFile, [raw(issuing)], 'mat-khau-tep');
    await form
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'quyet.p12', mimeType: 'application/x-pkcs12', buffer: file });
    await form.getByLabel('Mật khẩu của tệp').fill('mat-khau-tep');
    await form.getByRole('button', { name: 'Xem chứng thư số trong tệp' }).click();
    await form.getByText(/^Thay cho chứng thư số đang dùng của/).waitFor();
    await form.getByLabel('Mã PIN mới', { exact: true }).fill(PIN);
    await form.getByLabel('Nhập lại mã PIN mới').fill(PIN);
    await form.getByRole('button', { name: 'Đăng ký và thay thế' }).click();
    await desk.getByText('Đã đăng ký chứng thư số.').waitFor();

    await desk.getByRole('button', { name: 'Đổi hình chữ ký' }).first().click();
    const dialog = desk.getByRole('dialog');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'ky.png', mimeType: 'image/png', buffer: signaturePng() });
    await dialog.getByRole('button', { name: 'Đổi hình chữ ký' }).click();
    await desk.getByText(/^Đã đổi hình chữ ký/).waitFor();

    const signing = await openDesk(desk, [FIRST]);
    await signing.getByLabel('Mã PIN', { exact: true }).fill(PIN);
    await desk.keyboard.press('Enter');
    await signing.getByText('Đã ký 1/1 văn bản').waitFor();
    expect(await lastSigner(FIRST)).toBe(inFile.serial);
  });

  it('pairs the page with the program beside the token and registers its key', async () => {
    const desk = await page();
    await openCertificates(desk, 'USB token trên máy này');
    await desk.getByRole('button', { name: 'Kết nối với chương trình ký số' }).click();
    const [, code = ''] = await agent.reads(/code on that page: (\d{8})/);
    await desk.getByLabel('Mã kết nối').fill(code);
    await desk.getByRole('button', { name: 'Kết nối', exact: true }).click();
    await desk.getByRole('radio', { name: 'Nguyễn Đăng Quyết' }).check();
    const enrol = desk.getByRole('button', { name: 'Đăng ký và thay thế' });
    expect(await enrol.isDisabled()).toBe(true);
    await desk.getByRole('checkbox', { name: 'Đồng ý thay chứng thư số đang dùng.' }).check();
    await enrol.click();
    await agent.reads(/asks to REGISTER this certificate/);
    await agent.reads(/PIN to sign/);
    agent.type(hsm.pin);
    await desk.getByText('Đã đăng ký chứng thư số.').waitFor();
    await desk.getByText('USB token trên máy tính').waitFor();
    await desk.getByText('Hết hạn trong 30 ngày tới (còn 20 ngày)').waitFor();
  });

  it('signs two documents with one PIN of the token, after its holder had said no and left the page', async () => {
    const desk = await page();
    const signing = await openDesk(desk, [SECOND, THIRD]);
    agent.forget();
    await signing.getByRole('button', { name: 'Ký bằng USB token trên máy này' }).click();
    await agent.reads(/KÝ 2 VĂN BẢN/);
    await agent.reads(/PIN to sign/);
    agent.type('');
    await signing.getByText('Đã từ chối ký trong cửa sổ chương trình ký số.').waitFor();
    await signing.getByText('Đã ký 0/2 văn bản').waitFor();

    agent.forget();
    await signing.getByRole('button', { name: 'Tiếp tục' }).click();
    await agent.reads(/PIN to sign/);
    // The page is left while the program waits for the PIN.
    const again = await openDesk(desk, [SECOND, THIRD]);
    await again.getByRole('button', { name: 'Ký bằng USB token trên máy này' }).click();
    await again.getByText(/^Văn bản còn lại đang chờ ở cửa sổ hoặc thiết bị khác/).waitFor();
    agent.forget();
    await again.getByRole('button', { name: 'Tiếp tục' }).click();
    await agent.reads(/PIN to sign/);
    agent.type(hsm.pin);
    await again.getByText('Đã ký 2/2 văn bản').waitFor();
    expect(await again.getByText('✓ Đã ký').count()).toBe(2);
    for (const subject of [SECOND, THIRD]) expect(await lastSigner(subject)).toBe(onToken.serial);
  });

  it('says at the desk that a certificate has expired', async () => {
    const ended = new X509Certificate(onToken.certificate).validTo;
    const later = new Date(new Date(ended).getTime() + DAY_MS).toISOString();
    await office.continueAt(later);
    const desk = await page();
    await desk.goto('/ky-so');
    await desk
      .getByRole('alert')
      .filter({ hasText: /Nguyễn Đăng Quyết: Chưa ký được\. .*hết/ })
      .waitFor();
    await desk.getByRole('link', { name: 'Chứng thư số của tôi' }).first().click();
    await desk.getByText('Hết hạn', { exact: true }).waitFor();
  });
});

function raw({ certificate }: Authority): Uint8Array {
  return new Uint8Array(certificate.rawData);
}
