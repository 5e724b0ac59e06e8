import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Tx } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import { TaskRepository } from '../persistence/task.repository.js';
import { OpenTasks } from '../use-cases/open-tasks/open-tasks.js';

type DirectiveGiven = {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly agencyId: string;
  readonly assignments: readonly {
    readonly role: string;
    readonly unitId: string;
    readonly postId: string | null;
  }[];
};

/** When a division passes the document on to one of its people, its tasks go the same way. */
@Injectable()
export class FollowHandOverSubscriber extends Subscriber {
  readonly name = 'tasks.follow-hand-over';
  readonly topics = ['routing.directive-given.v1'];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly tasks: TaskRepository,
    private readonly opening: OpenTasks,
  ) {
    super();
  }

  async handle(eventId: string, event: DomainEvent): Promise<void> {
    const given = event.payload as DirectiveGiven;
    const people = given.assignments.filter(
      (assignment) => assignment.role === 'lead' && assignment.postId !== null,
    );
    if (people.length === 0) return;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      await this.tasks.lockDocument(tx, given.subjectId);
      for (const { unitId, postId } of people) await this.follow(tx, given, unitId, postId);
    });
  }

  private async follow(
    tx: Tx,
    { agencyId, subjectId }: DirectiveGiven,
    unitId: string,
    postId: string | null,
  ): Promise<void> {
    for (const task of await this.tasks.findAgencyTasksOfDocument(tx, agencyId, subjectId)) {
      const waits = task.unitId === unitId && task.postId === null;
      if (!waits || task.state === 'done' || task.state === 'recalled') continue;
      const from = task.state;
      task.handTo(unitId, postId);
      await this.tasks.save(tx, task);
      await this.opening.record(tx, task, null, 'tasks.hand-task', from);
    }
  }
}
