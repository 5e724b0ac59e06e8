import { PDFDocument } from 'pdf-lib';
import {
  throwawayPki,
  type ThrowawayPki,
} from '../../libs/pdf-signature/fixtures/throwaway-pki.js';
import {
  completeSignature,
  layoutFields,
  prepareSignature,
  type PreparedSignature,
  verifyPdf,
} from '../../libs/pdf-signature/index.js';
import type { StoredCredential } from '../../src/modules/signing/signers/key-provider.js';
import type { RemoteMedium } from '../../src/modules/signing/signers/remote/remote-signing-service.js';
import { FixedClock } from '../../src/platform/clock/clock.js';
import { type RemoteKey, softwareKey } from './remote-key.js';

export const REMOTE_USER = '027201000123';
const START = new Date('2026-08-24T07:45:00+07:00');

/** What every test of a remote service needs: keys, papers to sign, and a clock that waiting moves. */
export class RemoteDesk {
  readonly clock = new FixedClock(START);
  readonly leader: RemoteKey;
  readonly seal: RemoteKey;

  private constructor(
    readonly pki: ThrowawayPki,
    private readonly pdf: Uint8Array,
  ) {
    const chain = [pki.issuing, pki.root];
    this.leader = softwareKey('KEY-RSA-1', [pki.leader.certificate, ...chain], pki.leader.key);
    this.seal = softwareKey('KEY-EC-1', [pki.seal.certificate, ...chain], pki.seal.key);
  }

  static async open(): Promise<RemoteDesk> {
    const document = await PDFDocument.create();
    document.addPage([595, 842]).drawText('TO TRINH', { x: 90, y: 700, size: 14 });
    const pdf = layoutFields(await document.save({ useObjectStreams: false }), [
      { kind: 'signature', name: 'NguoiKy', page: 0, rect: [350, 150, 463, 207] },
    ]);
    return new RemoteDesk(await throwawayPki(), pdf);
  }

  readonly now = (): Date => this.clock.now();

  /** Waiting takes no time here; the clock alone moves. */
  readonly pause = (milliseconds: number): Promise<void> => {
    this.clock.moveTo(new Date(this.clock.now().getTime() + milliseconds));
    return Promise.resolve();
  };

  /** The key as it is registered for a post. */
  stored(medium: RemoteMedium, key: RemoteKey): StoredCredential {
    const [certificate, ...chain] = key.certificates;
    if (!certificate) throw new Error('A key without a certificate');
    return {
      id: '0198e000-0000-7000-8000-000000000001',
      medium,
      location: { user: REMOTE_USER, credentialId: key.credentialId },
      certificate,
      chain,
      commonName: 'Nguyễn Thị Hằng',
      sealedKey: null,
    };
  }

  /** As many revisions as asked, each with a digest of its own. */
  prepare(key: RemoteKey, count = 1): PreparedSignature[] {
    const [certificate, ...chain] = key.certificates;
    if (!certificate) throw new Error('A key without a certificate');
    return Array.from({ length: count }, (_, index) =>
      prepareSignature(this.pdf, {
        field: 'NguoiKy',
        certificate,
        chain,
        signingTime: this.clock.now(),
        reason: `Phê duyệt ${index + 1}`,
      }),
    );
  }

  /** Embeds each value and lets the library judge the file; where there is none, its code. */
  verdicts(
    prepared: readonly PreparedSignature[],
    values: readonly (Uint8Array | Error)[],
  ): string[] {
    return prepared.map((one, index) => {
      const value = values[index] ?? new Uint8Array();
      if (value instanceof Error) return 'code' in value ? String(value.code) : value.message;
      const signed = completeSignature(this.pdf, one, value);
      const report = verifyPdf(signed, { trustAnchors: [this.pki.root], at: this.clock.now() });
      return report.signatures.map(({ verdict }) => verdict).join(',');
    });
  }
}
