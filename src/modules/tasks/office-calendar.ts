import { Injectable } from '@nestjs/common';
import { loadRuleSets, workingCalendarOf } from '../../../config/rule-sets/rule-sets.js';
import type { WorkingCalendar } from '../../../libs/working-calendar/index.js';

/** The working days of every year that the rule sets describe. */
@Injectable()
export class OfficeCalendar {
  readonly days: WorkingCalendar = workingCalendarOf(loadRuleSets());
}
