import type { Abstract, INestApplicationContext, Type } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type LocalDate, localDateOf } from '../../libs/working-calendar/index.js';
import { IncomingImport } from '../modules/documents/index.js';
import { AccountSetup } from '../modules/identity/index.js';
import { OrganisationDirectory, OrganisationSetup } from '../modules/organisation/index.js';
import { PlanImport } from '../modules/plans/index.js';
import { RegisterImport, Registers } from '../modules/registers/index.js';
import { ReviewImport } from '../modules/reviews/index.js';
import { SigningSetup } from '../modules/signing/index.js';
import { OfficeCalendar } from '../modules/tasks/index.js';
import { Clock } from '../platform/clock/clock.js';
import { maybeRow, type Queryable, rows } from '../platform/database/rows.js';
import { type Tx, UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DataSet, DataSetName } from './data-set.schema.js';
import type { DemoSecrets } from './demo-secrets.js';
import { expandOrganisation } from './expand-organisation.js';
import { loadCredentials } from './load-credentials.js';
import { loadRegisters } from './load-registers.js';
import { WorkLoader } from './load-work.js';
import { LivingDrafts } from './living-drafts.js';
import type { Parts } from './parts.js';
import { readDataSet } from './read-data-set.js';
import { NO_SHIFT, shiftDay, shiftTo, shiftYear, type TimeShift } from './time-shift.js';

/** Written last: what bears it is a demo office, whole. */
const LOADED = 'demo-office';
/** Written with the first part: a start that was killed goes on from there. */
const BEGUN = 'demo-office-begun';

export type DemoState = { readonly dataSet: DataSetName; readonly shift: TimeShift };
type Say = (line: string) => void;

/** Fills an empty database with a data set, each part once, however often it is interrupted. */
export class DemoOffice {
  private readonly db: DataSource;
  private readonly unitOfWork: UnitOfWork;
  private readonly clock: Clock;
  private readonly directory: OrganisationDirectory;

  constructor(
    private readonly app: INestApplicationContext,
    private readonly say: Say,
  ) {
    this.db = this.part(DataSource);
    this.unitOfWork = this.part(UnitOfWork);
    this.clock = this.part(Clock);
    this.directory = this.part(OrganisationDirectory);
  }

  loaded(): Promise<DemoState | null> {
    return this.setting(LOADED);
  }

  /** Neither a demo office nor one that somebody has set up. */
  async isEmpty(): Promise<boolean> {
    return (await maybeRow(this.db, 'SELECT 1 FROM organisation.unit LIMIT 1')) === null;
  }

  begun(): Promise<DemoState | null> {
    return this.setting(BEGUN);
  }

  /**
   * @param signing agencies whose people and seals get certificates; null for all
   * @param drafts whether this morning's drafts are walked to where they stand: seconds of signing
   */
  async load(
    name: DataSetName,
    secrets: DemoSecrets,
    { signing, drafts }: { signing: readonly string[] | null; drafts: boolean },
  ): Promise<DemoState> {
    const data = readDataSet(name);
    let state = await this.begun();
    if (!state) {
      state = { dataSet: name, shift: this.shiftOf(name, data) };
      await this.loadBase(data, state, secrets);
    }
    if (signing?.length !== 0) {
      this.say('Tạo chứng thư số và con dấu minh họa');
      await loadCredentials(
        { db: this.db, directory: this.directory, setup: this.part(SigningSetup) },
        secrets.pin,
        signing,
      );
    }
    if (drafts && data.documents) {
      this.say('Soạn, trình các dự thảo minh họa của buổi sáng');
      const parts: Parts = (type) => this.part(type);
      await new LivingDrafts(parts, this.db, secrets.pin).load(data.documents);
    }
    const whole = state;
    await this.unitOfWork.run((tx) => this.remember(tx, LOADED, whole));
    return whole;
  }

  private async loadBase(data: DataSet, state: DemoState, secrets: DemoSecrets): Promise<void> {
    this.say('Nạp tổ chức, người, thẩm quyền ký và sổ văn bản minh họa');
    const { shift } = state;
    const organisation = shiftedOrganisation(data, shift);
    const accounts = this.part(AccountSetup);
    const passwordHash = await accounts.hashPassword(secrets.password);
    await this.unitOfWork.run(async (tx) => {
      await this.part(OrganisationSetup).load(tx, organisation);
      await this.openAccounts(tx, accounts, passwordHash);
      await loadRegisters(
        tx,
        { registers: this.part(Registers), agencyId: (db, code) => this.agencyId(db, code) },
        data.registers,
        shift,
      );
      await this.loadWork(tx, data, shift);
      await this.remember(tx, BEGUN, state);
    });
  }

  private async loadWork(tx: Tx, data: DataSet, shift: TimeShift): Promise<void> {
    const work = new WorkLoader(
      {
        directory: this.directory,
        plans: this.part(PlanImport),
        calendar: this.part(OfficeCalendar),
        registers: this.part(RegisterImport),
        incoming: this.part(IncomingImport),
        reviews: this.part(ReviewImport),
      },
      tx,
      shift,
      this.today(),
    );
    await work.load(data);
  }

  /** A person signs in under the code of his first post. */
  private async openAccounts(tx: Tx, accounts: AccountSetup, passwordHash: string): Promise<void> {
    const people = await rows<{ id: string; code: string }>(
      tx,
      'SELECT id, code FROM organisation.person ORDER BY code',
    );
    for (const { id, code } of people)
      await accounts.open(tx, { personId: id, username: code, passwordHash });
  }

  private async agencyId(db: Queryable, code: string): Promise<string> {
    const agency = await this.directory.findAgencyByCode(db, code);
    if (!agency) throw new Error(`The data set names no agency ${code}`);
    return agency.id;
  }

  private shiftOf(name: DataSetName, data: DataSet): TimeShift {
    if (name !== 'two-tier') return NO_SHIFT;
    return shiftTo(this.today(), data.organisation.clock.slice(0, 7));
  }

  private today(): LocalDate {
    return localDateOf(this.clock.now());
  }

  private async setting(name: string): Promise<DemoState | null> {
    const row = await maybeRow<{ value: DemoState }>(
      this.db,
      'SELECT value FROM platform.setting WHERE name = $1',
      [name],
    );
    return row?.value ?? null;
  }

  private async remember(tx: Tx, name: string, state: DemoState): Promise<void> {
    await tx.query(
      `INSERT INTO platform.setting (name, value) VALUES ($1, $2)
       ON CONFLICT (name) DO NOTHING`,
      [name, JSON.stringify(state)],
    );
  }

  private part<Part extends object>(type: Type<Part> | Abstract<Part>): Part {
    return this.app.get(type, { strict: false });
  }
}

function shiftedOrganisation(
  data: DataSet,
  shift: TimeShift,
): ReturnType<typeof expandOrganisation> {
  const organisation = expandOrganisation(data.organisation, data.people, data.mandates.mandates);
  const { from } = data.organisation;
  return {
    ...organisation,
    absences: organisation.absences.map((absence) => ({
      ...absence,
      validFrom: shiftDay(absence.validFrom, shift),
      validTo: shiftDay(absence.validTo, shift),
    })),
    // A delegation is given for a year; competence that comes with the post stands from the start.
    mandates: organisation.mandates.map((mandate) => ({
      ...mandate,
      validFrom: mandate.validFrom === from ? from : shiftYear(mandate.validFrom, shift),
      validTo: mandate.validTo === null ? null : shiftYear(mandate.validTo, shift),
    })),
  };
}
