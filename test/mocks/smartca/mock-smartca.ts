import { LoopbackService, type LoopbackAnswer, type LoopbackRequest } from '../loopback-service.js';
import type { RemoteKey } from '../remote-key.js';

type Transaction = { readonly files: readonly SignFile[]; questions: number; signed: string[] };
type SignFile = { readonly data_to_be_signed: string; readonly doc_id: string };

const SHA256 = '2.16.840.1.101.3.4.2.1';
const ok = (data: unknown, message = 'SUCCESS'): LoopbackAnswer => ({
  body: { status_code: 200, message, data },
});
const refused = (code: number, message: string): LoopbackAnswer => ({
  body: { status_code: code, message, data: null },
});

/** VNPT SmartCA for third parties, `sp769` v1, as domain knowledge describes it. */
export class MockSmartCa {
  readonly client = { id: 'sp-trien', secret: 'mat-khau-sp' };
  readonly service: LoopbackService;
  holder: 'approves' | 'rejects' | 'never' = 'approves';
  answersAfter = 2;
  quota = Number.POSITIVE_INFINITY;
  lies = false;
  /** What a transaction id that is known already is answered with. */
  repeats: 'same-answer' | 'refusal' = 'same-answer';
  readonly signed: string[] = [];
  readonly transactions = new Map<string, Transaction>();

  constructor(
    private readonly options: { readonly user: string; readonly keys: readonly RemoteKey[] },
  ) {
    this.service = new LoopbackService((request) => this.handle(request));
  }

  private handle({ path, body }: LoopbackRequest): LoopbackAnswer | Promise<LoopbackAnswer> {
    if (body['sp_id'] !== this.client.id || body['sp_password'] !== this.client.secret) {
      return refused(401, 'UNAUTHORIZED');
    }
    if (path === '/v1/credentials/get_certificate') return this.certificates(body);
    if (path === '/v1/signatures/sign') return this.accept(body);
    const id = /^\/v1\/signatures\/sign\/([^/]+)\/status$/.exec(path)?.[1];
    return id === undefined ? { status: 404 } : this.status(id);
  }

  private certificates(body: Readonly<Record<string, unknown>>): LoopbackAnswer {
    if (body['user_id'] !== this.options.user) return refused(404, 'CREDENTIAL_NOT_FOUND');
    const text = (der: Uint8Array | undefined): string | null =>
      der ? Buffer.from(der).toString('base64') : null;
    return ok({
      user_certificates: this.options.keys.map(({ credentialId, certificates }) => ({
        serial_number: credentialId,
        cert_status: 'Đang hoạt động',
        cert_data: text(certificates[0]),
        chain_data: { ca_cert: text(certificates[1]), root_cert: text(certificates[2]) },
      })),
    });
  }

  private accept(body: Readonly<Record<string, unknown>>): LoopbackAnswer {
    const id = String(body['transaction_id']);
    const files = body['sign_files'] as SignFile[];
    const data = { transaction_id: id, tran_code: `TC-${id.slice(0, 8)}` };
    if (this.transactions.has(id)) {
      return this.repeats === 'refusal' ? refused(409, 'DUPLICATE_TRANSACTION') : ok(data);
    }
    if (!/^\d{14}$/.test(String(body['time_stamp']))) return refused(400, 'INVALID_TIME_STAMP');
    const isHex = files.every((file) => /^[0-9a-f]{64}$/.test(file.data_to_be_signed));
    if (!isHex) return refused(400, 'INVALID_DATA');
    if (this.signed.length + files.length > this.quota) return refused(4005, 'OUT_OF_QUOTA');
    this.transactions.set(id, { files, questions: 0, signed: [] });
    return ok(data);
  }

  private async status(id: string): Promise<LoopbackAnswer> {
    const found = this.transactions.get(id);
    if (!found) return refused(4001, 'EXPIRED');
    found.questions += 1;
    if (this.holder === 'never' || found.questions < this.answersAfter) {
      return ok({ transaction_id: id, signatures: null }, 'WAITING_FOR_SIGNER_CONFIRM');
    }
    if (this.holder === 'rejects') return refused(4002, 'SIGNER_REJECTED');
    if (found.signed.length === 0) found.signed.push(...(await this.signAll(found.files)));
    return ok({
      transaction_id: id,
      // In no particular order: the document's id tells which is which.
      signatures: found.files
        .map((file, index) => ({
          doc_id: file.doc_id,
          signature_value: found.signed[index],
          timestamp_signature: null,
        }))
        .toReversed(),
    });
  }

  private async signAll(files: readonly SignFile[]): Promise<string[]> {
    const [key] = this.options.keys;
    if (!key) throw new Error('No key');
    const values: string[] = [];
    for (const { data_to_be_signed: hex } of files) {
      this.signed.push(hex);
      const digest = Buffer.from(
        this.lies ? hex.replace(/^../, (byte) => (byte === '00' ? '01' : '00')) : hex,
        'hex',
      );
      values.push(Buffer.from(await key.signDigest(digest, SHA256)).toString('base64'));
    }
    return values;
  }
}
