import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../config/settings.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { rows } from '../../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { SampleImage } from '../domain/sample-image.js';
import { pinCost } from '../domain/pin-cost.js';
import { sealKey } from '../domain/sealed-key.js';
import {
  type Authority,
  createDemoAuthorities,
  type DistinguishedName,
  type IssuedKey,
  issueKey,
  type KeyKind,
} from './demo-authority.js';

export type DemoSigner = {
  readonly postId: string;
  readonly fullName: string;
  readonly title: string;
  readonly agencyName: string;
};
export type DemoSeal = {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly sealDiameterMm: number;
  readonly clerkPostIds: readonly string[];
};

type Credential = IssuedKey & {
  readonly ownerKind: 'post' | 'agency';
  readonly postId: string;
  readonly agencyId: string | null;
  readonly commonName: string;
  readonly sample: SampleImage;
};

const ISSUER_NAME = 'CA cấp phát minh họa';

/** Makes the demo office able to sign: authorities, a certificate for every signer, a seal for every agency. */
@Injectable()
export class SigningSetup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Doing it again changes nothing. All keys are sealed with `pin`; the authorities' keys are forgotten. */
  async ensureDemoCredentials(
    signers: readonly DemoSigner[],
    seals: readonly DemoSeal[],
    pin: string,
  ): Promise<void> {
    const present = await this.unitOfWork.run((tx) =>
      rows(tx, 'SELECT 1 FROM signing.trust_anchor LIMIT 1'),
    );
    if (present.length > 0) return;
    const now = this.clock.now();
    const { root, issuing } = await createDemoAuthorities(now);
    const people = await Promise.all(signers.map((signer) => personal(issuing, signer, now)));
    const organisations = (
      await Promise.all(
        seals.map((seal, index) => organisational(issuing, seal, keyKindOf(index), now)),
      )
    ).flat();
    const cost = pinCost(this.settings.office.passwordMemoryKib);
    const sealed = await Promise.all(
      [...people, ...organisations].map(async (credential) => ({
        credential,
        sealedKey: await sealKey(credential.pkcs8, pin, cost),
      })),
    );
    await this.unitOfWork.run(async (tx) => {
      await this.trust(tx, root, now);
      for (const { credential, sealedKey } of sealed)
        await this.store(tx, credential, sealedKey, issuing, now);
    });
  }

  private async trust(tx: Tx, root: Authority, now: Date): Promise<void> {
    const der = Buffer.from(root.certificate.rawData);
    await rows(
      tx,
      'INSERT INTO signing.trust_anchor (sha256, name, certificate, trusted_from) VALUES ($1, $2, $3, $4)',
      [
        createHash('sha256').update(der).digest('hex'),
        'CA gốc minh họa',
        der,
        new Date(now.getTime() - 86_400_000),
      ],
    );
  }

  private async store(
    tx: Tx,
    credential: Credential,
    sealedKey: object,
    issuing: Authority,
    now: Date,
  ): Promise<void> {
    await rows(
      tx,
      `INSERT INTO signing.credential (id, owner_kind, post_id, agency_id, common_name, issuer_name, serial, not_before,
                                       not_after, certificate, chain, sealed_key, sample_image)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        newId(),
        credential.ownerKind,
        credential.postId,
        credential.agencyId,
        credential.commonName,
        ISSUER_NAME,
        credential.serial,
        new Date(now.getTime() - 86_400_000),
        new Date(now.getTime() + 3 * 365 * 86_400_000),
        Buffer.from(credential.certificate),
        [Buffer.from(issuing.certificate.rawData)],
        JSON.stringify(sealedKey),
        JSON.stringify(credential.sample),
      ],
    );
  }
}

async function personal(issuing: Authority, signer: DemoSigner, now: Date): Promise<Credential> {
  const issued = await issueKey(
    issuing,
    nameOf(signer.agencyName, signer.fullName, signer.title),
    'ec-p256',
    now,
  );
  return {
    ...issued,
    ownerKind: 'post',
    postId: signer.postId,
    agencyId: null,
    commonName: signer.fullName,
    sample: { kind: 'signature', fullName: signer.fullName },
  };
}

/** Offices hold both kinds; RSA keys take long to make, so that one seal in eight has one. */
function keyKindOf(index: number): KeyKind {
  return index % 8 === 0 ? 'rsa-2048' : 'ec-p256';
}

/** One certificate of the agency, its key sealed once for each clerk with the clerk's own PIN. */
async function organisational(
  issuing: Authority,
  seal: DemoSeal,
  kind: KeyKind,
  now: Date,
): Promise<Credential[]> {
  const issued = await issueKey(issuing, nameOf(seal.agencyName, seal.agencyName, null), kind, now);
  return seal.clerkPostIds.map((postId) => ({
    ...issued,
    ownerKind: 'agency',
    postId,
    agencyId: seal.agencyId,
    commonName: seal.agencyName,
    sample: { kind: 'seal', diameterMm: seal.sealDiameterMm },
  }));
}

function nameOf(agencyName: string, commonName: string, title: string | null): DistinguishedName {
  return [
    { C: ['VN'] },
    { O: [`${agencyName} (dữ liệu mẫu)`] },
    ...(title === null ? [] : [{ T: [title] }]),
    { CN: [commonName] },
  ];
}
