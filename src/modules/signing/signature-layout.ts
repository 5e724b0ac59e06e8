import { Injectable } from '@nestjs/common';
import {
  inspectPdf,
  PdfSignatureError,
  type PrepareOptions,
  type PreparedSignature,
  prepareSignature,
  type Rect,
  rectOnPage,
  seenSize,
} from '../../../libs/pdf-signature/index.js';
import { formatDate, legalTimeOf, localDateOf } from '../../../libs/working-calendar/index.js';
import { Clock } from '../../platform/clock/clock.js';
import { FileStore } from '../files/index.js';
import { fittedImage } from './domain/signature-image.js';
import { FileCannotBeSignedError } from './signing.errors.js';
import type { SignatureOrder } from './signing-subjects.js';

/** Whose certificate goes into the signature, and what the page shows of him. */
export type SigningCertificate = {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly image: Uint8Array;
};

export type LaidOut = { readonly base: Uint8Array; readonly prepared: PreparedSignature };

const MARGIN = 28;
/** Two lines of the longest agency's name, clear of the state emblem's words below. */
const MOST_WIDTH = 400;

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
        ...this.place(base, order, signer),
        certificate: signer.certificate,
        chain: signer.chain,
        signingTime: this.clock.now(),
        certifyFirst: 2,
        ...(order.lock ? { lock: 'all' as const } : {}),
      });
      return { base, prepared };
    } catch (error) {
      if (error instanceof PdfSignatureError) throw new FileCannotBeSignedError(error.code);
      throw error;
    }
  }

  private place(
    base: Uint8Array,
    { field, box, timedText }: SignatureOrder,
    { image }: SigningCertificate,
  ): Pick<PrepareOptions, 'field' | 'newField' | 'appearance'> {
    if (timedText === undefined)
      return { field, appearance: { image, ...(box ? { rect: fittedImage(image, box) } : {}) } };
    const rect = topRight(base);
    return {
      newField: { name: field, page: 0, ...(rect ? { rect } : {}) },
      appearance: {
        text: {
          lines: [`${timedText}; ${secondOf(this.clock.now())}`],
          fontSize: 10,
          align: 'right',
          vertical: 'top',
        },
      },
    };
  }
}

/** NĐ 30/2020, annex I: the text of annexes and electronic copies stands at the top right of page 1. */
function topRight(pdf: Uint8Array): Rect | null {
  const [page] = inspectPdf(pdf).pages;
  if (!page) return null;
  const { width } = seenSize(page);
  const side = Math.min(width - 2 * MARGIN, MOST_WIDTH);
  return rectOnPage(page, { left: width - MARGIN - side, top: 12, width: side, height: 26 });
}

/** `29/12/2023; 08:30:12 +07:00`: the second of the signature in Việt Nam (ISO 8601). */
function secondOf(instant: Date): string {
  return `${formatDate(localDateOf(instant))}; ${legalTimeOf(instant)} +07:00`;
}
