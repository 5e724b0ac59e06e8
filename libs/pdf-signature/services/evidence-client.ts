import { children, expectTag, readWhole, sequenceOf } from '../cms/der.js';
import { derOf } from '../cms/pem.js';
import { PdfSignatureError, unlessRefused } from '../errors.js';
import { readCertificate, type Certificate } from '../pki/certificate.js';
import { ocspRequest } from '../pki/ocsp.js';
import { findPath } from '../pki/path.js';
import {
  judgeRevocation,
  type RevocationEvidence,
  type RevocationStatus,
} from '../pki/revocation.js';
import type { TrustAnchor, TrustPurpose } from '../pki/trust.js';
import type { EvidenceRequest, EvidenceSource, ValidationMaterial } from '../signing/services.js';
import type { Fetcher } from './fetcher.js';

/** How evidence is fetched; times in milliseconds. */
export type EvidenceClientOptions = {
  readonly fetcher: Fetcher;
  readonly trustAnchors: readonly TrustAnchor[];
  readonly clock: { readonly now: () => Date };
  readonly timeoutMs?: number;
  /** CRLs of large authorities reach several megabytes; 20 MB when left out. */
  readonly maxCrlBytes?: number;
  /**
   * `when-named` gathers nothing for certificates that name no place to ask, as a judge of the same
   * setting wants nothing of them; `always`, when left out, refuses them.
   */
  readonly revocation?: 'always' | 'when-named';
};

const MAX_SMALL = 256 * 1024;
const MAX_CRL = 20 * 1024 * 1024;
const MAX_FETCHED_ISSUERS = 4;
/** An answer is asked for anew a little before it ends. */
const MARGIN_MS = 60_000;

/**
 * Gathers what proves that certificates were good: the path to an anchor, and for each of its
 * certificates an OCSP answer or a CRL, responders included.
 *
 * Answers are kept in memory by certificate and by address until their nextUpdate.
 */
export function evidenceClient(options: EvidenceClientOptions): EvidenceSource {
  const cache = new Map<string, Cached>();
  return { gather: (request) => new Gathering(options, cache, request).run() };
}

type Cached = { readonly der: Uint8Array; readonly until: Date };
const MAX_CACHED = 512;

/** One round for one certificate. */
class Gathering {
  private readonly pool = new Map<string, Certificate>();
  private readonly certificates = new Map<string, Certificate>();
  private readonly ocsp = new Map<string, Uint8Array>();
  private readonly crls = new Map<string, Uint8Array>();
  private readonly done = new Set<Certificate>();

  constructor(
    private readonly options: EvidenceClientOptions,
    private readonly cache: Map<string, Cached>,
    private readonly request: EvidenceRequest,
  ) {
    for (const der of [
      ...request.pool,
      ...options.trustAnchors.map((anchor) => anchor.certificate),
    ]) {
      this.know(readable(der));
    }
  }

  async run(): Promise<ValidationMaterial> {
    await this.prove(readCertificate(this.request.leaf), this.request.purpose);
    return {
      certificates: [...this.certificates.values()].map(({ der }) => der),
      ocsp: [...this.ocsp.values()],
      crls: [...this.crls.values()],
    };
  }

  private know(certificate: Certificate | null): void {
    if (certificate !== null) this.pool.set(certificate.der.toString('latin1'), certificate);
  }

  private async prove(leaf: Certificate, purpose: TrustPurpose): Promise<void> {
    const path = await this.path(leaf, purpose);
    for (const certificate of path) this.certificates.set(keyOf(certificate.der), certificate);
    for (const [index, certificate] of path.entries()) {
      const issuer = path[index + 1];
      if (issuer !== undefined) await this.proveOne(certificate, issuer);
    }
  }

  /** From the leaf to an anchor; issuers that are missing are fetched where the last one says (AIA). */
  private async path(leaf: Certificate, purpose: TrustPurpose): Promise<readonly Certificate[]> {
    const at = this.options.clock.now();
    for (let fetched = 0; ; fetched += 1) {
      const { path, anchor } = findPath(leaf, [...this.pool.values()], this.options.trustAnchors, {
        at,
        purpose,
      });
      if (anchor !== null) return path;
      const last = path.at(-1) ?? leaf;
      if (fetched >= MAX_FETCHED_ISSUERS || !(await this.fetchIssuer(last))) {
        throw unavailable(last, 'no path to a trust anchor', last.issuerUrls);
      }
    }
  }

  private async fetchIssuer(certificate: Certificate): Promise<boolean> {
    const known = this.pool.size;
    for (const url of certificate.issuerUrls) {
      const body = await this.tryFetch({ url, method: 'GET', maxBytes: MAX_SMALL });
      if (body === null) continue;
      for (const der of certificatesIn(body)) this.know(readable(der));
      if (this.pool.size > known) return true;
    }
    return false;
  }

  private async proveOne(certificate: Certificate, issuer: Certificate): Promise<void> {
    if (this.done.has(certificate)) return;
    this.done.add(certificate);
    const status = await this.find(certificate, issuer);
    const { evidence, source, responder } = status;
    if (!isUsable(status) || evidence === undefined) {
      if (this.options.revocation === 'when-named' && namesNobody(certificate)) return;
      const { ocspUrls, crlUrls } = certificate;
      throw unavailable(certificate, status.problems.join(','), [...ocspUrls, ...crlUrls]);
    }
    (source === 'ocsp' ? this.ocsp : this.crls).set(keyOf(evidence), evidence);
    if (responder !== undefined) await this.proveResponder(responder, issuer);
  }

  /** A responder of its own is itself a certificate that could have been revoked (RFC 6960, 4.2.2.2.1). */
  private async proveResponder(responder: Certificate, issuer: Certificate): Promise<void> {
    this.certificates.set(keyOf(responder.der), responder);
    if (responder.der.equals(issuer.der) || responder.hasOcspNoCheck) return;
    await this.proveOne(responder, issuer);
  }

  private async find(certificate: Certificate, issuer: Certificate): Promise<RevocationStatus> {
    const judge = (evidence: RevocationEvidence): RevocationStatus =>
      this.judge(certificate, issuer, evidence);
    const kept = judge(this.request.known);
    if (isUsable(kept) && !this.isEnding(kept)) return kept;
    const answer = await this.askResponders(certificate, issuer);
    if (answer !== null) return answer;
    for (const url of certificate.crlUrls) {
      const status = await this.readList(url, judge);
      if (status !== null) return status;
    }
    // Expired certificates get no new answers; what the document holds is all there will ever be.
    return kept;
  }

  private judge(
    certificate: Certificate,
    issuer: Certificate,
    evidence: RevocationEvidence,
  ): RevocationStatus {
    const now = this.options.clock.now();
    const at = certificate.notAfter < now ? certificate.notAfter : now;
    return judgeRevocation(certificate, issuer, evidence, {
      at,
      now,
      pool: [...this.pool.values()],
    });
  }

  private async askResponders(
    certificate: Certificate,
    issuer: Certificate,
  ): Promise<RevocationStatus | null> {
    for (const url of certificate.ocspUrls) {
      const key = `${url} ${issuer.publicKeyBits.toString('latin1')} ${certificate.serial}`;
      const fetched =
        this.cached(key) ??
        (await this.tryFetch({
          url,
          method: 'POST',
          maxBytes: MAX_SMALL,
          body: ocspRequest(certificate, issuer),
        }));
      if (fetched === null) continue;
      const status = this.judge(certificate, issuer, {
        ocsp: [fetched],
        crls: this.request.known.crls,
      });
      if (!isUsable(status)) continue;
      this.keep(key, fetched, status);
      return status;
    }
    return null;
  }

  private async readList(
    url: string,
    judge: (evidence: RevocationEvidence) => RevocationStatus,
  ): Promise<RevocationStatus | null> {
    const maxBytes = this.options.maxCrlBytes ?? MAX_CRL;
    const fetched = this.cached(url) ?? (await this.tryFetch({ url, method: 'GET', maxBytes }));
    if (fetched === null) return null;
    // Some authorities publish PEM against the rule.
    const status = judge({ ocsp: [], crls: [derOf(fetched, 'X509 CRL')] });
    if (!isUsable(status)) return null;
    this.keep(url, fetched, status);
    return status;
  }

  private cached(key: string): Uint8Array | null {
    const found = this.cache.get(key);
    return found !== undefined && found.until > this.options.clock.now() ? found.der : null;
  }

  private keep(key: string, der: Uint8Array, { nextUpdate }: RevocationStatus): void {
    if (nextUpdate === undefined) return;
    this.cache.delete(key);
    this.cache.set(key, { der, until: new Date(nextUpdate.getTime() - MARGIN_MS) });
    const [oldest] = this.cache.keys();
    if (this.cache.size > MAX_CACHED && oldest !== undefined) this.cache.delete(oldest);
  }

  private isEnding({ nextUpdate }: RevocationStatus): boolean {
    const now = this.options.clock.now().getTime();
    return nextUpdate === undefined || nextUpdate.getTime() - MARGIN_MS <= now;
  }

  /** The next address may do what this one does not, so failures are no more than no answer. */
  private async tryFetch(ask: {
    readonly url: string;
    readonly method: 'GET' | 'POST';
    readonly maxBytes: number;
    readonly body?: Uint8Array;
  }): Promise<Uint8Array | null> {
    try {
      const response = await this.options.fetcher({
        ...ask,
        timeoutMs: this.options.timeoutMs ?? 10_000,
        headers:
          ask.body === undefined
            ? {}
            : { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' },
      });
      return response.status === 200 ? response.body : null;
    } catch (error) {
      if (error instanceof PdfSignatureError) return null;
      throw error;
    }
  }
}

function isUsable({ state, evidence }: RevocationStatus): boolean {
  return state !== 'unknown' && evidence !== undefined;
}

function keyOf(der: Uint8Array): string {
  return Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1');
}

/** `places` are those that the certificate names; whether they may be asked is the fetcher's to say. */
function unavailable(
  { subject, serial }: Certificate,
  detail: string,
  places: readonly string[],
): PdfSignatureError {
  return new PdfSignatureError('evidence.unavailable', {
    subject: subject.commonName ?? '',
    serial,
    detail,
    places: places.join(' '),
  });
}

function namesNobody({ ocspUrls, crlUrls }: Certificate): boolean {
  return ocspUrls.length === 0 && crlUrls.length === 0;
}

/** A stray certificate nobody can read is as good as none. */
function readable(der: Uint8Array): Certificate | null {
  return unlessRefused(() => readCertificate(der), null);
}

/** One certificate, or those of a certs-only CMS message (RFC 5280, 4.2.2.1). */
function certificatesIn(body: Uint8Array): Uint8Array[] {
  const der = derOf(body, 'CERTIFICATE');
  if (readable(der) !== null) return [der];
  return unlessRefused(() => {
    const [, wrapped] = sequenceOf(readWhole(Buffer.from(der)));
    const parts = sequenceOf(children(expectTag(wrapped, 0xa0))[0]);
    const list = parts.find(({ tag }) => tag === 0xa0);
    return list === undefined ? [] : children(list).map(({ bytes }) => bytes);
  }, []);
}

/**
 * Evidence for certificates outside of any document: what a register asks again from time to time.
 *
 * @param certificates DER; authorities among them are where issuers are looked for
 * @throws PdfSignatureError `evidence.unavailable` for the first of whom nobody answers
 */
export async function gatherRevocation(
  certificates: readonly Uint8Array[],
  options: EvidenceClientOptions,
): Promise<ValidationMaterial> {
  const source = evidenceClient(options);
  const leaves = certificates.filter((der) => !readCertificate(der).isAuthority);
  const gathered: ValidationMaterial[] = [];
  for (const leaf of leaves) {
    gathered.push(
      await source.gather({
        leaf,
        purpose: 'signature',
        pool: certificates,
        known: { ocsp: [], crls: [] },
      }),
    );
  }
  return mergeMaterial(gathered);
}

function mergeMaterial(parts: readonly ValidationMaterial[]): ValidationMaterial {
  const unique = (pick: (part: ValidationMaterial) => readonly Uint8Array[]): Uint8Array[] => [
    ...new Map(parts.flatMap(pick).map((der) => [keyOf(der), der])).values(),
  ];
  return {
    certificates: unique(({ certificates }) => certificates),
    ocsp: unique(({ ocsp }) => ocsp),
    crls: unique(({ crls }) => crls),
  };
}
