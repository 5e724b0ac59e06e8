import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type OpensslServices,
  startOpensslServices,
} from '../../../../libs/pdf-signature/fixtures/openssl-services.js';
import { TestIdentity } from '../../../../libs/pdf-signature/fixtures/test-authority.js';
import { OutsideJudges } from '../../../../libs/pdf-signature/testing/outside/judges.js';
import { localDate } from '../../../../libs/working-calendar/index.js';
import { DocumentsOffice } from '../../../../test/builders/documents-office.js';
import { packKey, signaturePng } from '../../../../test/builders/key-files.js';
import {
  ImportCredentialUseCase,
  KeepVerifiableTask,
} from '../../../../test/builders/signing-parts.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { FileStore } from '../../files/index.js';
import { PublicCodes, Verifier } from '../../signing/index.js';
import { PrintOutgoingQuery } from '../queries/print-outgoing.query.js';
import { IncomingFiles } from './incoming-files.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const ORGANISATION = 'O=Ủy ban nhân dân phường Từ Sơn (dữ liệu mẫu), C=VN';
/** The clock of openssl's services is the machine's. */
const machineNow = (): Date => new Date(performance.timeOrigin + performance.now());

/** A PKI whose OCSP answers, CRLs and time-stamps are made by openssl. */
async function startAuthorities(): Promise<{
  readonly services: OpensslServices;
  readonly root: TestIdentity;
  readonly issuing: TestIdentity;
  readonly signer: TestIdentity;
  /** A time-stamping unit whose certificate ends in so many days. */
  readonly stamp: (days: number) => Promise<void>;
}> {
  const services = await startOpensslServices();
  const root = TestIdentity.root({ name: 'CN=CA gốc thử nghiệm, C=VN', key: 'p384' });
  const issuing = root.issue({
    name: `CN=CA cấp chứng thư số thử nghiệm, ${ORGANISATION}`,
    key: 'p384',
    isAuthority: true,
    crlUrl: services.crlUrl('root'),
  });
  const responder = issuing.issue({
    name: `CN=Máy trả lời OCSP, ${ORGANISATION}`,
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'],
    hasOcspNoCheck: true,
  });
  const signer = issuing.issue({
    name: `CN=Nguyễn Đăng Quyết, T=Chủ tịch, ${ORGANISATION}`,
    ocspUrl: services.ocspUrl('issuing'),
    issuerUrl: services.issuerUrl('issuing'),
  });
  await services.addAuthority('root', root, root, [{ identity: issuing }]);
  await services.addAuthority('issuing', issuing, responder, [{ identity: signer }]);
  const stamp = (days: number): Promise<void> =>
    services.addTimeStamping(
      'tsa',
      issuing.issue({
        name: `CN=Dấu thời gian ${days} ngày, ${ORGANISATION}`,
        until: new Date(machineNow().getTime() + days * DAY_MS),
        keyUsage: ['digitalSignature'],
        extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'],
        isExtendedKeyUsageCritical: true,
        crlUrl: services.crlUrl('issuing'),
      }),
    );
  return { services, root, issuing, signer, stamp };
}

type View = Awaited<ReturnType<Verifier['verifyStored']>>;

function reasonsOf({ signatures }: View): readonly string[] {
  return signatures.flatMap(({ reasons }) => reasons.map(({ code }) => code));
}

describe('a released document, night after night', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trien-renewal-'));
  let authorities: Awaited<ReturnType<typeof startAuthorities>>;
  let judges: OutsideJudges;
  let o: DocumentsOffice;
  let id: string;
  let sealed: string;

  beforeAll(async () => {
    authorities = await startAuthorities();
    judges = new OutsideJudges(authorities.root.certificate);
    writeFileSync(join(folder, 'root.cer'), authorities.root.certificate);
    o = await DocumentsOffice.open(['p-tu-son'], {
      at: machineNow(),
      env: {
        TRUST_ANCHOR_FILES: join(folder, 'root.cer'),
        TSA_URLS: authorities.services.timeStampUrl('tsa'),
        EVIDENCE_HOSTS: authorities.services.host,
      },
    });
    await useOutsideCertificate();
    id = await o.outgoingIn('released', {
      recipients: [{ kind: 'perform', target: { agencyId: await o.unitId('p-tam-son') } }],
    });
    sealed = (await o.document(id)).sha256;
  }, 180_000);
  afterAll(async () => {
    await o.close();
    await authorities.services.stop();
    judges.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The chairman signs with a certificate of an authority that answers. */
  async function useOutsideCertificate(): Promise<void> {
    const { signer, issuing } = authorities;
    const actor = await o.actor('ct-ts');
    const pkcs8 = signer.key.export({ type: 'pkcs8', format: 'der' });
    const file = packKey(
      { pkcs8, certificate: signer.certificate },
      [issuing.certificate],
      'mat-khau',
    );
    const keyFile = { actor, owner: { kind: 'post' }, file, password: 'mat-khau' } as const;
    const { confirms } = await o.part(ImportCredentialUseCase).look(keyFile);
    await o
      .part(ImportCredentialUseCase)
      .execute({ ...keyFile, confirms, pin: o.pin, image: signaturePng() });
  }
  const night = (number: number): Promise<void> => {
    o.office.clock.moveTo(new Date(machineNow().getTime() + MINUTE_MS));
    return o.part(KeepVerifiableTask).run(localDate(`2031-01-0${number}`));
  };
  const now = async (): Promise<string> => (await o.document(id)).sha256;
  const read = (sha256: string): Promise<Buffer> => o.part(FileStore).read(sha256);
  const outcome = async (sha256: string): Promise<unknown> =>
    maybeRow(o.office.db, 'SELECT outcome, detail FROM signing.upkeep WHERE sha256 = $1', [sha256]);
  const kinds = async (): Promise<unknown> =>
    rows(
      o.office.db,
      `SELECT kind, sha256 FROM documents.revision
        WHERE document_id = $1 AND kind IN ('seal', 'long-term') ORDER BY ordinal`,
      [id],
    );
  const received = async (): Promise<unknown> =>
    rows(o.office.db, 'SELECT sha256 FROM documents.incoming WHERE outgoing_document_id = $1', [
      id,
    ]);

  async function expectContinued(before: string, after: string, stamps: number): Promise<void> {
    const [base, longer] = [await read(before), await read(after)];
    expect(longer.subarray(0, base.length).equals(base)).toBe(true);
    const view = await o.part(Verifier).verifyStored(after);
    expect({ verdict: view.verdict, reasons: reasonsOf(view) }).toEqual({
      verdict: 'valid',
      reasons: [],
    });
    const own = view.signatures.filter(({ kind }) => kind === 'signature');
    expect(view.signatures).toHaveLength(own.length + stamps);
    expect(own.at(-1)).toMatchObject({ level: 'B-LTA', signingTimeProven: true });
    const file = join(folder, `${after}.pdf`);
    writeFileSync(file, longer);
    expect([...judges.qpdf(file), ...judges.pdfsig(file, own.length)]).toEqual([]);
    expect(await received()).toEqual([{ sha256: after }]);
  }

  it('waits while the authority is down, and leaves no half when a step fails', async () => {
    await night(1);
    expect(await now()).toBe(sealed);
    expect(await outcome(sealed)).toMatchObject({ outcome: 'unavailable' });

    await authorities.stamp(60);
    const incoming = o.part(IncomingFiles);
    const moveOn = incoming.moveOn.bind(incoming);
    incoming.moveOn = () => Promise.reject(new Error('the connection is gone'));
    await night(2);
    incoming.moveOn = moveOn;

    expect(await now()).toBe(sealed);
    expect(await kinds()).toEqual([{ kind: 'seal', sha256: sealed }]);
    expect(await received()).toEqual([{ sha256: sealed }]);
    expect(await outcome(sealed)).toMatchObject({ outcome: 'failed' });
  });

  it('is extended to B-LTA under the lock of its seal, where the office and its receivers have it', async () => {
    await o.part(PrintOutgoingQuery).execute(id, 'https://vanban.example.gov.vn');
    await Promise.all([night(3), night(3)]);

    const first = await now();
    // One proves the signatures, one what was gathered about the first.
    await expectContinued(sealed, first, 2);
    expect(await kinds()).toEqual([
      { kind: 'seal', sha256: sealed },
      { kind: 'long-term', sha256: first },
    ]);
    expect(await outcome(sealed)).toMatchObject({ outcome: 'extended' });
    expect(await outcome(first)).toMatchObject({ outcome: 'judged' });
  });

  it('is renewed before the time-stamp ends, by one that ends later and by no other, once', async () => {
    const first = await now();
    await night(4);
    expect(await now()).toBe(first);
    expect(await outcome(first)).toEqual({
      outcome: 'unavailable',
      detail: 'time-stamp.ends-no-later',
    });

    await authorities.stamp(1500);
    await Promise.all([night(5), night(5), night(5)]);
    const second = await now();
    await expectContinued(first, second, 3);
    await night(6);
    expect(await now()).toBe(second);
    expect(await kinds()).toEqual([
      { kind: 'seal', sha256: sealed },
      { kind: 'long-term', sha256: first },
      { kind: 'long-term', sha256: second },
    ]);
  });

  it('keeps leading from the code on paper to the version that was printed, and from the register to it', async () => {
    const [given] = await rows<{ code: string }>(
      o.office.db,
      'SELECT code FROM signing.public_code WHERE subject_id = $1',
      [id],
    );
    expect(await o.part(PublicCodes).find(given?.code ?? '')).toMatchObject({ sha256: sealed });
    expect(await o.part(Verifier).verifyStored(sealed)).toMatchObject({ verdict: 'valid' });
    expect(
      await rows(
        o.office.db,
        `SELECT d.sha256 FROM registers.outgoing_entry e JOIN documents.outgoing d ON d.id = e.document_id
          WHERE d.id = $1`,
        [id],
      ),
    ).toEqual([{ sha256: await now() }]);
    expect(
      await rows(
        o.office.db,
        `SELECT count(*)::int AS count FROM audit.entry WHERE action = 'signing.extend-signatures'`,
      ),
    ).toEqual([{ count: 4 }]);
  });
});
