import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  DEFAULT_SEAL_DIAMETER_MM,
  FIELD,
  locateFields,
} from '../../../../../libs/document-layout/index.js';
import {
  FieldRefusedError,
  inspectPdf,
  layoutFields,
  PdfSignatureError,
} from '../../../../../libs/pdf-signature/index.js';
import { FileStore, type StoredFile } from '../../../files/index.js';
import { OrganisationDirectory } from '../../../organisation/index.js';
import {
  AlreadySignedFileError,
  FieldsDoNotFitError,
  FieldsNotFoundError,
} from '../../documents.errors.js';
import { type FieldBox, missingFields, withFormInitial } from '../../domain/field-box.js';
import type { OutgoingDocument } from '../../persistence/outgoing-document.entity.js';

export type LaidOut = { readonly file: StoredFile; readonly fields: readonly FieldBox[] };

/**
 * Appends every field that the document will ever need: number, date, initials, signature, seal.
 * It has to happen before the first signature, which certifies the form (docs/adr/0003).
 */
@Injectable()
export class LayOutFields {
  constructor(
    private readonly files: FileStore,
    private readonly directory: OrganisationDirectory,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws {FieldsNotFoundError} naming what the drafter must place by hand */
  async execute(document: OutgoingDocument): Promise<LaidOut> {
    const base = await this.files.read(document.sha256);
    const agency = await this.directory.getAgency(this.dataSource, document.issuingAgencyId);
    const found = document.fields ?? (await this.locate(document, base)) ?? [];
    const fields = withFormInitial(found).filter(
      ({ name }) => agency.hasSeal || name !== FIELD.seal,
    );
    const missing = missingFields(fields, { hasSeal: agency.hasSeal });
    if (missing.length > 0) throw new FieldsNotFoundError(missing);
    const pdf = append(base, fields);
    return { file: await this.files.storeBytes(pdf, { mediaType: 'application/pdf' }), fields };
  }

  /** What the page's own text says; also shown to the drafter before he submits. */
  async locate(document: OutgoingDocument, pdf: Uint8Array): Promise<readonly FieldBox[] | null> {
    const agency = await this.directory.getAgency(this.dataSource, document.issuingAgencyId);
    const signer = await this.directory.getPost(this.dataSource, document.signerPostId);
    const mandate = await this.directory.findMandate(this.dataSource, {
      agencyId: agency.id,
      postId: signer.id,
      typeCode: document.typeCode,
    });
    const boxes = await locateFields(pdf, {
      authorityLines: mandate?.authorityLines ?? [],
      fullName: signer.personName,
      sealDiameterMm: agency.sealDiameterMm ?? DEFAULT_SEAL_DIAMETER_MM,
      form: document.space === 'party' ? 'party-hd05' : 'government',
    });
    return boxes?.map((box) => ({ ...box, content: 'blank' as const })) ?? null;
  }
}

function append(base: Uint8Array, fields: readonly FieldBox[]): Uint8Array {
  if (inspectPdf(base).signatures > 0) throw new AlreadySignedFileError();
  try {
    const pdf = layoutFields(
      base,
      fields.map(({ kind, name, page, rect, text }) => ({
        kind,
        name,
        page,
        rect,
        ...(text ? { text: withoutUndefined(text) } : {}),
        ...(name === FIELD.seal ? { lock: 'all' as const } : {}),
      })),
    );
    requireExtends(base, pdf);
    return pdf;
  } catch (error) {
    if (error instanceof FieldRefusedError)
      throw new FieldsDoNotFitError(String(error.params['field'] ?? ''), error.code);
    if (error instanceof PdfSignatureError) throw new FieldsDoNotFitError('PDF', error.code);
    throw error;
  }
}

/** Every revision begins with the exact bytes of the one before. */
export function requireExtends(base: Uint8Array, next: Uint8Array): void {
  const isPrefix =
    next.length > base.length &&
    Buffer.compare(Buffer.from(next.buffer, next.byteOffset, base.length), Buffer.from(base)) === 0;
  if (!isPrefix) throw new Error('A revision must extend the bytes before it');
}

function withoutUndefined(text: NonNullable<FieldBox['text']>): {
  fontSize: number;
  italic?: boolean;
  bold?: boolean;
  align?: 'left' | 'center';
} {
  return {
    fontSize: text.fontSize,
    ...(text.italic === undefined ? {} : { italic: text.italic }),
    ...(text.bold === undefined ? {} : { bold: text.bold }),
    ...(text.align === undefined ? {} : { align: text.align }),
  };
}
