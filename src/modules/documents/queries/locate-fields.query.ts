import { Injectable } from '@nestjs/common';
import { FileStore } from '../../files/index.js';
import type { FieldBox } from '../domain/field-box.js';
import { OutgoingDocuments } from '../persistence/outgoing-documents.js';
import { LayOutFields } from '../use-cases/submit-draft/lay-out-fields.js';

export type LocatedFields = {
  /** False: the signature block was not found; the drafter places the boxes. */
  readonly found: boolean;
  readonly fields: readonly FieldBox[];
};

/** Where number, date, initials, signature and seal will stand, shown before anything is submitted. */
@Injectable()
export class LocateFieldsQuery {
  constructor(
    private readonly documents: OutgoingDocuments,
    private readonly files: FileStore,
    private readonly layOut: LayOutFields,
  ) {}

  async execute(id: string): Promise<LocatedFields> {
    const document = await this.documents.get(id);
    if (document.fields) return { found: true, fields: document.fields };
    const pdf = await this.files.read(document.sha256);
    const fields = await this.layOut.locate(document, pdf);
    return { found: fields !== null, fields: fields ?? [] };
  }
}
