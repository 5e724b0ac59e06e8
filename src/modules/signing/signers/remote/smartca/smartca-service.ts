import { z } from 'zod';
import type { Clock } from '../../../../../platform/clock/clock.js';
import type { DomainError } from '../../../../../platform/errors/domain-error.js';
import { ifAnswered, type RemoteHttp } from '../remote-http.js';
import {
  RemoteCertificateExpiredError,
  RemoteCertificateNotFoundError,
  RemoteCredentialDisabledError,
  RemoteQuotaError,
  RemoteRefusedError,
} from '../remote-signing.errors.js';
import type {
  RemoteCertificate,
  RemoteOrder,
  RemoteSigningService,
  RemoteState,
} from '../remote-signing-service.js';

const Answer = z.object({
  status_code: z.coerce.number(),
  message: z.string().default(''),
  data: z.unknown().optional(),
});
const Certificate = z.object({
  serial_number: z.string(),
  cert_status: z.string().nullish(),
  /** Not there before it is issued. */
  cert_data: z.string().nullish(),
  chain_data: z
    .object({ ca_cert: z.string().nullish(), root_cert: z.string().nullish() })
    .nullish(),
});
const Certificates = z.object({ user_certificates: z.array(Certificate).nullish() }).nullish();
const Accepted = z.object({ transaction_id: z.string().min(1) });
const Signed = z.object({
  signatures: z
    .array(z.object({ doc_id: z.string(), signature_value: z.string().nullish() }))
    .nullish(),
});

export type SmartCaSettings = {
  readonly base: string;
  readonly spId: string;
  readonly spPassword: string;
};

const NAME = 'VNPT SmartCA';
const PENDING = new Set(['4000', 'WAITING_FOR_SIGNER_CONFIRM', 'WAITING']);
const EXPIRED = new Set(['4001', 'EXPIRED']);
const REJECTED = new Set(['4002', 'SIGNER_REJECTED']);
/** The transaction is there already: what was sent before had arrived. */
const KNOWN_ALREADY = new Set(['DUPLICATE_TRANSACTION', 'TRANSACTION_EXISTED']);

const REFUSALS: ReadonlyMap<string, () => DomainError> = new Map(
  Object.entries({
    '4003': () => new RemoteCredentialDisabledError(NAME),
    AUTHORIZE_KEY_FAILED: () => new RemoteCredentialDisabledError(NAME),
    '4005': () => new RemoteQuotaError(NAME),
    OUT_OF_QUOTA: () => new RemoteQuotaError(NAME),
    '13004': () => new RemoteCertificateExpiredError(NAME),
    CERTIFICATE_EXPIRED: () => new RemoteCertificateExpiredError(NAME),
    CREDENTIAL_NOT_FOUND: () => new RemoteCertificateNotFoundError(NAME),
  }),
);

/**
 * VNPT SmartCA, third-party API `sp769` v1: the order carries each digest in hexadecimal, its
 * holder confirms in the app, the answer is polled. The service builds DigestInfo (SHA-256, RSA).
 */
export class SmartCaService implements RemoteSigningService {
  readonly medium = 'smartca';
  readonly name = NAME;
  private readonly orders = new Map<string, RemoteOrder>();

  constructor(
    private readonly http: RemoteHttp,
    private readonly settings: SmartCaSettings,
    private readonly clock: Clock,
  ) {}

  async listCertificates(user: string): Promise<readonly RemoteCertificate[]> {
    const found = Certificates.safeParse(
      await this.ask('/v1/credentials/get_certificate', {
        user_id: user,
        serial_number: '',
        transaction_id: '',
      }),
    );
    if (!found.success) throw new RemoteRefusedError(NAME, 'user_certificates');
    return (found.data?.user_certificates ?? []).flatMap((one) => {
      if (!one.cert_data) return [];
      const { ca_cert: ca, root_cert: root } = one.chain_data ?? {};
      return {
        credentialId: one.serial_number,
        certificate: derOf(one.cert_data),
        chain: [ca, root].flatMap((text) => (text ? [derOf(text)] : [])),
        isUsable: isUsable(one.cert_status),
        asksFor: [],
      };
    });
  }

  async start(order: RemoteOrder): Promise<string> {
    if (order.digestAlgorithm !== 'sha256') throw new RemoteRefusedError(NAME, 'digest');
    const fields = {
      user_id: order.location.user,
      transaction_id: order.transactionId,
      transaction_desc: order.displayText.slice(0, 255),
      time_stamp: stamp(this.clock.now()),
      serial_number: order.location.credentialId,
      sign_files: order.digests.map((digest, index) => ({
        data_to_be_signed: Buffer.from(digest).toString('hex'),
        doc_id: docId(index),
        file_type: 'pdf',
        sign_type: 'hash',
      })),
    };
    const data = await this.ask('/v1/signatures/sign', fields, true);
    const accepted = Accepted.safeParse(data);
    const id = accepted.success ? accepted.data.transaction_id : order.transactionId;
    this.orders.set(id, order);
    return id;
  }

  async poll(transactionId: string): Promise<RemoteState> {
    const order = this.orders.get(transactionId);
    if (!order) return { state: 'expired' };
    const answer = await ifAnswered(
      this.post(`/v1/signatures/sign/${encodeURIComponent(transactionId)}/status`, {}),
    );
    if (!answer) return { state: 'pending', mayBeSigned: true };
    const state = [String(answer.status_code), answer.message];
    if (state.some((word) => EXPIRED.has(word))) return { state: 'expired' };
    if (state.some((word) => REJECTED.has(word))) return { state: 'rejected' };
    if (state.some((word) => PENDING.has(word))) return { state: 'pending' };
    if (answer.status_code !== 200) throw refusalOf(answer);
    const found = Signed.safeParse(answer.data);
    const values = new Map(
      (found.success ? (found.data.signatures ?? []) : []).map(
        ({ doc_id: id, signature_value: value }) => [id, value ?? ''],
      ),
    );
    const signatures = order.digests.map((_, index) => values.get(docId(index)) ?? '');
    if (signatures.some((value) => value === '')) return { state: 'pending' };
    return { state: 'signed', signatures: signatures.map((text) => Buffer.from(text, 'base64')) };
  }

  cancel(transactionId: string): Promise<void> {
    this.orders.delete(transactionId);
    return Promise.resolve();
  }

  private async ask(path: string, fields: object, isOrder = false): Promise<unknown> {
    const answer = await this.post(path, fields, isOrder);
    if (KNOWN_ALREADY.has(answer.message)) return answer.data;
    if (answer.status_code !== 200) throw refusalOf(answer);
    return answer.data;
  }

  /** Repeatable throughout: an order is known by its transaction id, which we chose. */
  private async post(
    path: string,
    fields: object,
    isOrder = false,
  ): Promise<z.output<typeof Answer>> {
    const { base, spId, spPassword } = this.settings;
    const { status, body } = await this.http.post({
      url: `${base.replace(/\/+$/, '')}${path}`,
      body: { json: { sp_id: spId, sp_password: spPassword, ...fields } },
      isRepeatable: true,
      isOrder,
    });
    const answer = Answer.safeParse(body);
    if (!answer.success) throw new RemoteRefusedError(NAME, `HTTP ${status}`);
    return answer.data;
  }
}

function refusalOf({ status_code: code, message }: z.output<typeof Answer>): DomainError {
  const known = REFUSALS.get(message) ?? REFUSALS.get(String(code));
  return known?.() ?? new RemoteRefusedError(NAME, String(code));
}

function isUsable(status: string | null | undefined): boolean {
  return status == null || /^(valid|active|đang hoạt động|1)$/i.test(status.normalize('NFC'));
}

/** Sent as PEM, or as base64 with or without line ends. */
function derOf(text: string): Uint8Array {
  return Buffer.from(text.replace(/-----[^-]+-----/g, ''), 'base64');
}

const docId = (index: number): string => `doc-${index + 1}`;

/** yyyyMMddHHmmss, UTC. */
function stamp(instant: Date): string {
  return instant.toISOString().replace(/\D/g, '').slice(0, 14);
}
