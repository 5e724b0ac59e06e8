import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Register, renderRegister } from '../../../../libs/document-layout/index.js';
import { localDateOf } from '../../../../libs/working-calendar/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/new-id.js';
import { maybeRow, type Queryable, rows } from '../../../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** What anybody may know of a printed register: which book, whose, how far; nothing that stands in it. */
export type RegisterPrint = {
  readonly agencyId: string;
  /** `Sổ đăng ký văn bản đi năm 2026`. */
  readonly title: string;
  /** `Số 1 - 120`. */
  readonly numbers: string;
  /** ISO date. */
  readonly printedOn: string;
};

export type CodedSheet = {
  readonly code: string;
  readonly sha256: string;
  readonly pdf: Uint8Array;
};

/** Who gives codes and keeps files: a module that stands higher. */
export type PrintCoder = {
  /** Draws a new code on the first page and stores the sheet. */
  draw(pdf: Uint8Array, origin: string): Promise<CodedSheet>;
  /** From here on the code leads to this print. */
  name(tx: Tx, sheet: CodedSheet, printId: string): Promise<void>;
  read(sha256: string): Promise<Uint8Array>;
};

const TITLES: Readonly<Record<Register['kind'], string>> = {
  outgoing: 'Sổ đăng ký văn bản đi',
  incoming: 'Sổ đăng ký văn bản đến',
  copies: 'Sổ đăng ký bản sao',
};

/** Registers as they were put on paper, each with a code that leads to this very print. */
@Injectable()
export class RegisterPrints {
  private coder: PrintCoder | null = null;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Called while modules start. */
  codedBy(coder: PrintCoder): void {
    this.coder = coder;
  }

  /** @param origin address under which this office is reached; null for a sheet without a code */
  async print(agencyId: string, register: Register, origin: string | null): Promise<Uint8Array> {
    const { coder } = this;
    if (coder === null || origin === null) return renderRegister(register);
    const content = hashOf(register, origin);
    const known = await this.find(agencyId, content);
    if (known !== null) return coder.read(known);
    const sheet = await coder.draw(await renderRegister(register), origin);
    const isFirst = await this.unitOfWork.run(async (tx) => {
      const id = await this.add(tx, { agencyId, register, content, sha256: sheet.sha256 });
      if (id !== null) await coder.name(tx, sheet, id);
      return id !== null;
    });
    if (isFirst) return sheet.pdf;
    // Somebody printed the same a moment ago: one content, one code.
    return coder.read((await this.find(agencyId, content)) ?? sheet.sha256);
  }

  async get(db: Queryable, id: string, sha256: string): Promise<RegisterPrint | null> {
    return maybeRow<RegisterPrint>(
      db,
      `SELECT agency_id AS "agencyId", title, numbers, printed_on::text AS "printedOn"
         FROM registers.print WHERE id = $1 AND sha256 = $2`,
      [id, sha256],
    );
  }

  private async find(agencyId: string, content: string): Promise<string | null> {
    const found = await maybeRow<{ sha256: string }>(
      this.dataSource,
      'SELECT sha256 FROM registers.print WHERE agency_id = $1 AND content_sha256 = $2',
      [agencyId, content],
    );
    return found?.sha256 ?? null;
  }

  private async add(tx: Tx, print: NewPrint): Promise<string | null> {
    const { kind, year, fromNumber, toNumber } = print.register;
    const added = await rows<{ id: string }>(
      tx,
      `INSERT INTO registers.print
         (id, agency_id, kind, title, numbers, content_sha256, sha256, printed_on)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (agency_id, content_sha256) DO NOTHING RETURNING id`,
      [
        ...[newId(), print.agencyId, kind, `${TITLES[kind]} năm ${year}`],
        ...[`Số ${fromNumber} - ${toNumber}`, print.content, print.sha256],
        localDateOf(this.clock.now()),
      ],
    );
    return added[0]?.id ?? null;
  }
}

type NewPrint = {
  readonly agencyId: string;
  readonly register: Register;
  readonly content: string;
  readonly sha256: string;
};

function hashOf(register: Register, origin: string): string {
  return createHash('sha256')
    .update(JSON.stringify([origin, register]))
    .digest('hex');
}
