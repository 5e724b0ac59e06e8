import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../config/settings.js';
import {
  allowedHostsFetcher,
  type Certificate,
  evidenceClient,
  type Fetcher,
  findPath,
  judgeRevocation,
  PdfSignatureError,
  readCertificate,
  type TrustAnchor,
} from '../../../../libs/pdf-signature/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { TrustAnchors } from '../trust-anchors.js';

export type RevocationAnswer = {
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly source: 'ocsp' | 'crl' | null;
  readonly revokedAt: Date | null;
  /** Of a revocation its reason, of an unknown state why nobody answered; a code. */
  readonly detail: string;
};

const HOLD = 'certificate-hold';
const PURPOSE = 'signature';

export function isSuspension(reason: string | null): boolean {
  return reason === HOLD;
}

/**
 * Asks whoever the certificate names (OCSP, then CRL), and only allowed hosts. Never inside of a
 * transaction. Nobody there is no answer: neither good nor bad.
 */
@Injectable()
export class RevocationInquiry {
  private readonly fetcher: Fetcher;

  constructor(
    settings: Settings,
    private readonly clock: Clock,
    private readonly anchors: TrustAnchors,
  ) {
    this.fetcher = allowedHostsFetcher(settings.verification.hosts);
  }

  async ask(der: Uint8Array, chain: readonly Uint8Array[]): Promise<RevocationAnswer> {
    try {
      return await this.answer(readCertificate(der), chain.map(readCertificate));
    } catch (error) {
      if (error instanceof PdfSignatureError) return unknown(error.code);
      throw error;
    }
  }

  private async answer(
    leaf: Certificate,
    chain: readonly Certificate[],
  ): Promise<RevocationAnswer> {
    if (leaf.ocspUrls.length + leaf.crlUrls.length === 0) return unknown('no-address');
    const now = this.clock.now();
    const anchors = await this.anchors.all();
    const pool = [...chain, ...anchors.map(({ certificate }) => readCertificate(certificate))];
    const { path, anchor } = findPath(leaf, pool, anchors, { at: now, purpose: PURPOSE });
    const [, nearest] = anchor === null ? [] : path;
    const material = await evidenceClient({
      fetcher: this.fetcher,
      // What its issuer says of the leaf counts even when nobody answers for the issuer itself.
      trustAnchors: nearest === undefined ? anchors : [anchorOf(nearest)],
      clock: this.clock,
    }).gather({
      leaf: leaf.der,
      purpose: PURPOSE,
      pool: pool.map((one) => one.der),
      known: { ocsp: [], crls: [] },
    });
    const known = [...pool, ...material.certificates.map((one) => readCertificate(one))];
    const issuer = nearest ?? known.find((one) => one.subjectDer.equals(leaf.issuerDer));
    if (issuer === undefined) return unknown('no-path');
    const status = judgeRevocation(leaf, issuer, material, { at: now, now, pool: known });
    return {
      state: status.state,
      source: status.source ?? null,
      revokedAt: status.revokedAt ?? null,
      detail: status.reason ?? status.problems[0] ?? '',
    };
  }
}

function unknown(detail: string): RevocationAnswer {
  return { state: 'unknown', source: null, revokedAt: null, detail };
}

function anchorOf({ der }: Certificate): TrustAnchor {
  return { certificate: der };
}
