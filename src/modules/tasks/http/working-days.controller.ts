import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type LocalDate, localDateOf } from '../../../../libs/working-calendar/index.js';
import { Access } from '../../../platform/access/policy.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Answers } from '../../../platform/http/answers.js';
import { OfficeCalendar } from '../office-calendar.js';
import { READ_WORKING_DAYS } from '../tasks.policy.js';
import { WorkingDaysSchema } from './tasks.schemas.js';

/** As far as a deadline is given in working days: about a year. */
const FOLLOWING = 250;

@ApiTags('tasks')
@Controller('api/v1/working-days')
export class WorkingDaysController {
  constructor(
    private readonly calendar: OfficeCalendar,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access(READ_WORKING_DAYS)
  @Answers(200, WorkingDaysSchema)
  readWorkingDays(): z.output<typeof WorkingDaysSchema> {
    const today = localDateOf(this.clock.now());
    const following: LocalDate[] = [];
    for (let date = today; following.length < FOLLOWING; following.push(date))
      date = this.calendar.days.nextWorkingDay(date);
    return { today, following };
  }
}
