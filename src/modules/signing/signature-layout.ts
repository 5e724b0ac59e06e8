import { Injectable } from '@nestjs/common';
import {
  PdfSignatureError,
  type PreparedSignature,
  prepareSignature,
} from '../../../libs/pdf-signature/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { FileStore } from '../files/index.js';
import { FileCannotBeSignedError } from './signing.errors.js';
import type { SignatureOrder } from './signing-subjects.js';

/** Whose certificate goes into the signature, and what the page shows of him. */
export type SigningCertificate = {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly image: Uint8Array;
};

export type LaidOut = { readonly base: Uint8Array; readonly prepared: PreparedSignature };

/** Lays out an order as a new revision of its base. */
@Injectable()
export class SignatureLayout {
  constructor(
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  /** @throws {FileCannotBeSignedError} encrypted, broken, or without the field */
  async layOut(order: SignatureOrder, signer: SigningCertificate): Promise<LaidOut> {
    const base = await this.files.read(order.baseSha256);
    try {
      const prepared = prepareSignature(base, {
        field: order.field,
        certificate: signer.certificate,
        chain: signer.chain,
        signingTime: this.clock.now(),
        certifyFirst: 2,
        ...(order.lock ? { lock: 'all' as const } : {}),
        appearance: { image: signer.image, ...(order.box ? { rect: order.box } : {}) },
      });
      return { base, prepared };
    } catch (error) {
      if (error instanceof PdfSignatureError) throw new FileCannotBeSignedError(error.code);
      throw error;
    }
  }
}
