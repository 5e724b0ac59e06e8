import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../../platform/access/actor.js';
import { Clock } from '../../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../../platform/database/unit-of-work.js';
import { holdsOutgoing } from '../../domain/outgoing-turn.js';
import { History } from '../../persistence/history.js';
import { OutgoingDocuments } from '../../persistence/outgoing-documents.js';

/** The one whose turn it is has looked: from then on the sender cannot take it back. */
@Injectable()
export class NoteOpeningUseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: OutgoingDocuments,
    private readonly history: History,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, id: string): Promise<void> {
    const seen = await this.documents.get(id);
    if (seen.openedAt !== null || !holdsOutgoing(actor, seen)) return;
    await this.unitOfWork.run(async (tx) => {
      const document = await this.documents.getForUpdate(tx, id);
      if (document.openedAt !== null || !holdsOutgoing(actor, document)) return;
      document.open(this.clock.now());
      await this.documents.save(tx, document);
      await this.history.record(tx, {
        documentId: id,
        direction: 'outgoing',
        actor,
        action: 'open',
        from: document.state,
        to: document.state,
      });
    });
  }
}
