import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { RevisionMovedOnError } from '../../documents.errors.js';
import { OutgoingActs } from '../../outgoing-acts.js';
import type { OutgoingDocument } from '../../persistence/outgoing-document.entity.js';
import { OutgoingDocuments } from '../../persistence/outgoing-documents.js';
import { Revisions } from '../../persistence/revisions.js';
import { type LaidOut, LayOutFields } from './lay-out-fields.js';

@Injectable()
export class SubmitDraftUseCase {
  // eslint-disable-next-line @typescript-eslint/max-params -- the file's layout, the document and its act
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: OutgoingDocuments,
    private readonly revisions: Revisions,
    private readonly layOut: LayOutFields,
    private readonly acts: OutgoingActs,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  async execute(actor: Actor, id: string): Promise<void> {
    const seen = await this.documents.get(id);
    await this.acts.requireTurn(this.dataSource, actor, seen, 'submit');
    const laidOut = await this.prepare(seen);
    await this.unitOfWork.run(async (tx) => {
      const document = await this.acts.begin(tx, actor, id, 'submit');
      if (document.sha256 !== seen.sha256) throw new RevisionMovedOnError();
      const from = document.state;
      document.step('submit', this.clock.now());
      if (laidOut) {
        document.placeFields(laidOut.fields);
        document.extend(laidOut.file.sha256);
      }
      await this.acts.finish(tx, actor, document, { action: 'submit', from });
      if (laidOut)
        await this.revisions.record(tx, document, {
          kind: 'fields',
          size: laidOut.file.size,
          actor,
        });
    });
  }

  /** Done once a version: a draft that came back unchanged has its fields already. */
  private async prepare(document: OutgoingDocument): Promise<LaidOut | null> {
    const isDone = await this.revisions.hasLaidOutFields(
      this.dataSource,
      document.id,
      document.chain,
    );
    return isDone ? null : this.layOut.execute(document);
  }
}
