import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Certificate } from '../../../../libs/pdf-signature/index.js';
import type { Actor } from '../../../platform/access/actor.js';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import { CertificateRegister } from '../certificates/certificate-register.js';
import type { SealedKey } from '../domain/sealed-key.js';
import type { CredentialMedium } from '../signers/key-provider.js';
import { TrustAnchors } from '../trust-anchors.js';
import {
  differencesFrom,
  type EnrolmentWarning,
  type ExpectedHolder,
  isTrusted,
  readSigningCertificate,
} from './certificate-check.js';
import {
  CertificateOfAnotherError,
  EnrolmentNotConfirmedError,
  SignatureImageMissingError,
} from './enrolment.errors.js';
import { shownCertificate } from './shown-certificate.js';

/** For whom a key is taken in: the acting post itself, or the seal of an agency that its clerk keeps. */
export type EnrolmentOwner =
  { readonly kind: 'post' } | { readonly kind: 'agency'; readonly agencyId: string };

/** A key and its certificate, checked and about to become the one its owner signs with. */
export type Enrolment = {
  readonly actor: Actor;
  readonly owner: EnrolmentOwner;
  readonly medium: CredentialMedium;
  readonly certificate: Certificate;
  /** Issuing certificates, DER, nearest first. */
  readonly chain: readonly Uint8Array[];
  readonly sealedKey: SealedKey | null;
  readonly location: object | null;
  /** PNG with alpha; without one the last certificate's image goes on. */
  readonly image: Uint8Array | null;
  /** What of `EnrolmentOutlook` its owner has agreed to. */
  readonly confirms?: string;
} & Replacement;

/** The certificate in use that its owner has agreed to replace; null: he was told that there is none. */
export type Replacement = { readonly replaces?: string | null | undefined };

type Wish = Pick<Enrolment, 'actor' | 'owner' | 'certificate' | 'chain'>;

/** What an enrolment would do, for its owner to look at before anything is done. */
export type EnrolmentOutlook = {
  readonly certificate: Certificate;
  readonly warnings: readonly EnrolmentWarning[];
  readonly replaces: ReplacedCertificate | null;
  /** Stands for all of the above: another file, owner or certificate in use has another one. */
  readonly confirms: string;
};

type ReplacedCertificate = {
  readonly id: string;
  readonly commonName: string;
  readonly issuerName: string;
  readonly serial: string;
  readonly notAfter: Date;
};

export type EnrolledCredential = {
  readonly id: string;
  readonly warnings: readonly EnrolmentWarning[];
};

type Replaced = { id: string; image: Buffer | null; sample_image: object | null };

/** The one that an owner signs with now. */
const CURRENT = `post_id = $1 AND owner_kind = $2 AND agency_id IS NOT DISTINCT FROM $3 AND revoked_at IS NULL`;

function ownedBy(actor: Actor, owner: EnrolmentOwner): readonly unknown[] {
  return [actor.postId, owner.kind, owner.kind === 'agency' ? owner.agencyId : null];
}

function requireAgreed(
  replaces: Replacement['replaces'],
  current: { readonly id: string } | null,
): void {
  if (replaces !== undefined && replaces !== (current?.id ?? null))
    throw new EnrolmentNotConfirmedError();
}

function confirmationOf(
  { owner, certificate }: Pick<Enrolment, 'owner' | 'certificate'>,
  warnings: readonly EnrolmentWarning[],
  replaced: { readonly id: string } | null,
): string {
  const der = Buffer.from(certificate.der).toString('base64');
  const all = [der, owner, warnings, replaced?.id ?? null];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

/** Takes in a key of any medium; only a demo office issues keys to itself (`demo-ca`). */
@Injectable()
export class CredentialEnrolment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: OrganisationDirectory,
    private readonly anchors: TrustAnchors,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly register: CertificateRegister,
  ) {}

  /** @throws {NotFoundError} for the seal of an agency that the actor keeps no registers of */
  requireOwn(actor: Actor, owner: EnrolmentOwner): void {
    if (owner.kind === 'agency' && !actor.clerkOf.includes(owner.agencyId)) {
      throw new NotFoundError('agency');
    }
  }

  /**
   * Before a device is asked or a PIN is spent.
   *
   * @throws {NotFoundError} as {@link requireOwn}
   * @throws {EnrolmentNotConfirmedError} another certificate is in use than the one he was shown
   */
  async requireSeen(actor: Actor, owner: EnrolmentOwner, { replaces }: Replacement): Promise<void> {
    this.requireOwn(actor, owner);
    const current = await this.unitOfWork.run((tx) =>
      maybeRow<{ id: string }>(
        tx,
        `SELECT id FROM signing.credential WHERE ${CURRENT}`,
        ownedBy(actor, owner),
      ),
    );
    requireAgreed(replaces, current);
  }

  /** Refuses what must not sign; see `readSigningCertificate`. */
  check(certificate: Uint8Array): Certificate {
    return readSigningCertificate(certificate, this.clock.now());
  }

  /** @throws {CertificateOfAnotherError} for a post whose holder the certificate does not name */
  async requireNamed(actor: Actor, owner: EnrolmentOwner, certificate: Certificate): Promise<void> {
    const holder = await this.unitOfWork.run((tx) => this.holder(tx, actor, owner));
    const differences = differencesFrom(certificate, holder, this.clock.now());
    if (differences.includes('name-differs')) throw new CertificateOfAnotherError();
  }

  /** What would come of it; nothing is changed, and nothing kept of the certificate. */
  async outlook(wish: Wish): Promise<EnrolmentOutlook> {
    const { actor, owner, certificate } = wish;
    this.requireOwn(actor, owner);
    const isTrusted = await this.isTrusted(wish);
    return this.unitOfWork.run(async (tx) => {
      const warnings = await this.warnings(tx, wish, isTrusted);
      const replaces = await maybeRow<ReplacedCertificate>(
        tx,
        `SELECT id, common_name AS "commonName", issuer_name AS "issuerName", serial,
                not_after AS "notAfter"
           FROM signing.credential WHERE ${CURRENT}`,
        ownedBy(actor, owner),
      );
      const confirms = confirmationOf(wish, warnings, replaces);
      return { certificate, warnings, replaces, confirms };
    });
  }

  /**
   * The owner's certificate until now ends; its image goes on unless a new one came.
   *
   * @throws {EnrolmentNotConfirmedError} it is not, or no longer, what its owner has looked at
   */
  async enrol(enrolment: Enrolment): Promise<EnrolledCredential> {
    const { actor, owner, certificate } = enrolment;
    this.requireOwn(actor, owner);
    const now = this.clock.now();
    const isTrusted = await this.isTrusted(enrolment);
    return this.unitOfWork.run(async (tx) => {
      const warnings = await this.warnings(tx, enrolment, isTrusted);
      const replaced = await this.endCurrent(tx, actor, owner, now);
      const { confirms = null, replaces } = enrolment;
      requireAgreed(replaces, replaced);
      if (confirms !== null && confirms !== confirmationOf(enrolment, warnings, replaced)) {
        throw new EnrolmentNotConfirmedError();
      }
      const id = await this.insert(tx, enrolment, replaced);
      if (replaced) await this.link(tx, actor, replaced.id, id);
      await this.audit.record(tx, {
        actor,
        action: 'signing.enrol-credential',
        subjectType: 'signing-credential',
        subjectId: id,
        details: {
          medium: enrolment.medium,
          owner,
          serial: certificate.serial,
          subject: certificate.subject,
          replaces: replaced?.id ?? null,
          warnings,
        },
      });
      return { id, warnings };
    });
  }

  private async warnings(
    tx: Tx,
    { actor, owner, certificate }: Wish,
    isTrusted: boolean,
  ): Promise<readonly EnrolmentWarning[]> {
    const holder = await this.holder(tx, actor, owner);
    return [
      ...differencesFrom(certificate, holder, this.clock.now()),
      ...(isTrusted ? [] : ['issuer-not-trusted' as const]),
    ];
  }

  private async isTrusted({ certificate, chain }: Wish): Promise<boolean> {
    return isTrusted(certificate, chain, await this.anchors.all(), this.clock.now());
  }

  private async holder(tx: Tx, actor: Actor, owner: EnrolmentOwner): Promise<ExpectedHolder> {
    if (owner.kind === 'agency') {
      const agency = await this.directory.getAgency(tx, owner.agencyId);
      return { kind: 'agency', agencyName: agency.legalName };
    }
    const post = await this.directory.getPost(tx, actor.postId);
    const agency = await this.directory.getAgency(tx, actor.agencyId);
    return {
      kind: 'post',
      personName: post.personName,
      postTitle: post.title,
      agencyName: agency.legalName,
    };
  }

  private async endCurrent(
    tx: Tx,
    actor: Actor,
    owner: EnrolmentOwner,
    now: Date,
  ): Promise<Replaced | null> {
    return maybeRow<Replaced>(
      tx,
      `UPDATE signing.credential SET revoked_at = $4, end_cause = 'replaced'
        WHERE ${CURRENT} RETURNING id, image, sample_image`,
      [...ownedBy(actor, owner), now],
    );
  }

  /** The register names what took its place. */
  private async link(tx: Tx, actor: Actor, oldId: string, successorId: string): Promise<void> {
    await rows(tx, 'UPDATE signing.credential SET replaced_by = $2 WHERE id = $1', [
      oldId,
      successorId,
    ]);
    const on = this.register.today();
    await this.register.write(tx, actor, [oldId], { kind: 'replace', on, successorId });
  }

  private async insert(tx: Tx, enrolment: Enrolment, replaced: Replaced | null): Promise<string> {
    const { certificate, owner } = enrolment;
    const { image, sample } = imageOf(enrolment, replaced);
    const { commonName, issuerName, serial, notBefore, notAfter } = shownCertificate(certificate);
    const id = newId();
    await rows(
      tx,
      `INSERT INTO signing.credential (id, owner_kind, post_id, agency_id, common_name, issuer_name, serial, not_before,
                                       not_after, certificate, chain, medium, location, sealed_key, image, sample_image)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        id,
        owner.kind,
        enrolment.actor.postId,
        owner.kind === 'agency' ? owner.agencyId : null,
        ...[commonName, issuerName, serial, notBefore, notAfter],
        certificate.der,
        enrolment.chain.map((der) => Buffer.from(der)),
        enrolment.medium,
        jsonOrNull(enrolment.location),
        jsonOrNull(enrolment.sealedKey),
        image && Buffer.from(image),
        jsonOrNull(sample),
      ],
    );
    return id;
  }
}

/** A picture of its own, or the one that the last certificate showed. */
function imageOf(
  { image }: Enrolment,
  replaced: Replaced | null,
): { image: Uint8Array | null; sample: object | null } {
  const own = image ?? replaced?.image ?? null;
  const sample = own === null ? (replaced?.sample_image ?? null) : null;
  if (own === null && sample === null) throw new SignatureImageMissingError();
  return { image: own, sample };
}

function jsonOrNull(value: object | null): string | null {
  return value && JSON.stringify(value);
}
