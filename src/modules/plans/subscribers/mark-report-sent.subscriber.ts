import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { DomainEvent } from '../../../platform/jobs/event.js';
import { Inbox } from '../../../platform/jobs/inbox.js';
import { Subscriber } from '../../../platform/jobs/subscriber.js';
import type { OutgoingReleased } from '../../documents/contracts/index.js';
import { OfficeCalendar } from '../../tasks/index.js';
import { CloseRepository } from '../persistence/close.repository.js';
import { ReportStep } from '../use-cases/report-step.js';

/** A report is sent when its signed document leaves the agency, and late by that day. */
@Injectable()
export class MarkReportSentSubscriber extends Subscriber {
  readonly name = 'plans.mark-report-sent';
  readonly topics = ['documents.outgoing-released.v1'];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly step: ReportStep,
    private readonly closes: CloseRepository,
    private readonly calendar: OfficeCalendar,
  ) {
    super();
  }

  async handle(eventId: string, event: DomainEvent): Promise<void> {
    const { origin, symbol, issuedOn } = event.payload as OutgoingReleased['payload'];
    if (origin?.type !== 'unit-report' && origin?.type !== 'period-report') return;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, this.name, eventId))) return;
      if (origin.type === 'period-report') {
        await this.closes.markIssued(tx, origin.id, symbol, issuedOn);
        return;
      }
      const order = { actor: null, reportId: origin.id, action: 'plans.mark-report-sent' };
      await this.step.within(tx, order, (report) => {
        const sentOn = issuedOn as LocalDate;
        report.send(symbol, sentOn, this.calendar.days.overdueDays(report.dueOn, sentOn));
      });
    });
  }
}
