import { Injectable } from '@nestjs/common';
import type { Queryable } from '../../platform/database/rows.js';
import { NotFoundError } from '../../platform/errors/platform.errors.js';
import type { PeriodCloseId } from './contracts/index.js';
import { CloseRepository, type PeriodClose } from './persistence/close.repository.js';

/** Door for who considers a closed period. */
@Injectable()
export class PeriodCloses {
  constructor(private readonly closes: CloseRepository) {}

  async get(db: Queryable, id: PeriodCloseId): Promise<PeriodClose> {
    const close = await this.closes.find(db, id);
    if (!close) throw new NotFoundError('period-close');
    return close;
  }
}
