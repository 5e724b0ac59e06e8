import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../../platform/database/unit-of-work.js';
import type { Actor } from '../../../../platform/access/actor.js';
import { mayWork } from '../../domain/who-may.js';
import type { Task } from '../../persistence/task.entity.js';
import { TaskRepository } from '../../persistence/task.repository.js';
import { OpenChildTasksError, ProofDocumentRequiredError } from '../../tasks.errors.js';
import { ProofDocuments } from '../../proof-documents.js';
import { TaskStep } from '../task-step.js';

export type ReportResult = {
  readonly actor: Actor;
  readonly taskId: string;
  readonly result: string;
  readonly proofDocumentId: string | null;
};

@Injectable()
export class ReportResultUseCase {
  constructor(
    private readonly step: TaskStep,
    private readonly tasks: TaskRepository,
    private readonly proofs: ProofDocuments,
  ) {}

  execute({ actor, taskId, result, proofDocumentId }: ReportResult): Promise<void> {
    return this.step.run(
      { actor, taskId, note: result, action: 'tasks.report-result', allows: mayWork },
      async (task, tx, at) => {
        const open = await this.tasks.countOpenChildren(tx, task.id);
        if (open > 0) throw new OpenChildTasksError(open);
        const proof = await this.proofOf(tx, task, actor, proofDocumentId);
        task.report({ result, ...proof }, at);
      },
    );
  }

  private async proofOf(
    tx: Tx,
    task: Task,
    actor: Actor,
    documentId: string | null,
  ): Promise<{ proofDocumentId: string | null; proofSymbol: string | null }> {
    const proof = documentId === null ? null : await this.proofs.find(tx, actor, documentId);
    const wanted = task.productTypeCodes;
    if (wanted.length > 0 && task.parentId === null) {
      if (proof?.released !== true || !wanted.includes(proof.typeCode))
        throw new ProofDocumentRequiredError(wanted);
    }
    return {
      proofDocumentId: proof === null ? null : documentId,
      proofSymbol: proof?.symbol ?? null,
    };
  }
}
