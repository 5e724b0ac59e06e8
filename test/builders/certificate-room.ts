import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import { LoopbackServices } from '../../libs/pdf-signature/fixtures/loopback-services.js';
import { TEST_NOW } from '../../libs/pdf-signature/fixtures/test-authority.js';
import { newId } from '../../src/platform/database/new-id.js';
import { Nightly } from '../../src/platform/jobs/nightly.js';
import type { OfficeClient } from '../scenario/office-client.js';
import { type DemoOfficeInTest, loadTwoTier } from '../setup/demo-office.js';
import { startTestApp, type TestApp } from '../setup/test-app.js';
import {
  type CertificateDetail,
  type CertificateLine,
  type CredentialOwner,
  CredentialStore,
} from './signing-parts.js';

export const DAY_MS = 86_400_000;
export const CERTIFICATES = '/api/v1/signing/certificates';

type Wish = { post?: string; seal?: boolean; from?: Date; until?: Date; name?: string };

/** A ward's chairman and clerk, and certificates whose authority answers. */
export class CertificateRoom {
  private issued = 0;
  private people: { chair: OfficeClient; clerk: OfficeClient } | null = null;

  private constructor(
    readonly services: LoopbackServices,
    readonly office: TestApp,
    readonly demo: DemoOfficeInTest,
    readonly chairPost: string,
  ) {}

  static async open(): Promise<CertificateRoom> {
    const services = await LoopbackServices.start();
    const office = await startTestApp({
      at: TEST_NOW,
      listen: true,
      worker: false,
      env: { EVIDENCE_HOSTS: services.host },
    });
    const demo = await loadTwoTier(office, { signing: [] });
    const root = services.root.certificate;
    await office.db.query(
      'INSERT INTO signing.trust_anchor (sha256, name, certificate, trusted_from) VALUES ($1, $2, $3, $4)',
      [createHash('sha256').update(root).digest('hex'), 'CA gốc thử nghiệm', root, '2020-01-01'],
    );
    return new CertificateRoom(services, office, demo, await demo.postId('ct-ts'));
  }

  get chair(): OfficeClient {
    return this.signedIn.chair;
  }

  get clerk(): OfficeClient {
    return this.signedIn.clerk;
  }

  get store(): CredentialStore {
    return this.office.app.get(CredentialStore, { strict: false });
  }

  get ofChair(): CredentialOwner {
    return { kind: 'post', postId: this.chairPost };
  }

  async close(): Promise<void> {
    await this.office.close();
    await this.services.close();
  }

  /** As on the first day: nobody has left, nothing was said. */
  async tidy(): Promise<void> {
    const { db } = this.office;
    await db.query(`UPDATE organisation.unit SET valid_to = NULL WHERE code = 'p-tu-son'`);
    await db.query('UPDATE organisation.post SET valid_to = NULL');
    await this.moveTo(TEST_NOW);
    this.services.now = TEST_NOW;
    this.services.broken.clear();
    await db.query('DELETE FROM platform.nightly_run');
    await db.query('DELETE FROM signing.certificate_warning');
  }

  /** Sessions end on the way. */
  async moveTo(instant: Date): Promise<void> {
    this.office.clock.moveTo(instant);
    const [chair, clerk] = await Promise.all([
      this.demo.signIn('ct-ts'),
      this.demo.signIn('vt-ts'),
    ]);
    this.people = { chair, clerk };
  }

  /** A certificate in use; the one before it is out of the way. */
  async aCertificate({ post = this.chairPost, ...wish }: Wish = {}): Promise<string> {
    const id = newId();
    this.issued += 1;
    const agencyId = wish.seal === true ? await this.demo.agencyId('p-tu-son') : null;
    const signer = this.services.signer('p256', wish.name ?? String(this.issued));
    await this.office.db.query(
      `UPDATE signing.credential SET revoked_at = $2, end_cause = COALESCE(end_cause, 'replaced')
        WHERE post_id = $1 AND revoked_at IS NULL`,
      [post, TEST_NOW],
    );
    await this.office.db.query(
      `INSERT INTO signing.credential (id, owner_kind, post_id, agency_id, common_name, issuer_name, serial, not_before, not_after,
                                       certificate, chain, medium, location, sample_image)
       VALUES ($1, $2, $3, $4, 'Người ký', 'CA', $5, $6, $7, $8, $9, 'agent', '{}', '{"kind": "signature", "fullName": "Người ký"}')`,
      [
        id,
        agencyId === null ? 'post' : 'agency',
        post,
        agencyId,
        `S${String(this.issued)}`,
        wish.from ?? new Date('2025-01-01T00:00:00Z'),
        wish.until ?? new Date('2035-01-01T00:00:00Z'),
        signer.certificate,
        [this.services.issuing.certificate],
      ],
    );
    return id;
  }

  one(id: string, who = this.clerk): Promise<CertificateDetail> {
    return who.get(`${CERTIFICATES}/${id}`);
  }

  runNight(): Promise<readonly string[]> {
    return this.office.app.get(Nightly).runDue();
  }

  async revocationNight(): Promise<void> {
    await this.office.db.query('DELETE FROM platform.nightly_run');
    await this.runNight();
  }

  /** As each way to a signature says it, and as the register shows it. */
  async expectRefusal(id: string, code: string, vi: string): Promise<void> {
    await expect(this.store.unlock(this.ofChair, '000000')).rejects.toMatchObject({ code });
    await expect(this.store.describe(this.ofChair)).rejects.toMatchObject({ code });
    await expect(this.store.describeInForce(id)).rejects.toMatchObject({ code });
    const { refusal, standing } = await this.one(id);
    expect(refusal).toMatchObject({ code, vi: expect.stringContaining(vi) });
    const { items } = await this.clerk.get<{ items: CertificateLine[] }>(
      `${CERTIFICATES}?standing=${standing}&limit=200`,
    );
    expect(items.map((line) => line.id)).toContain(id);
  }

  private get signedIn(): { chair: OfficeClient; clerk: OfficeClient } {
    if (this.people === null) throw new Error('Nobody has signed in yet');
    return this.people;
  }
}
