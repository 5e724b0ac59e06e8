import { DOCUMENT_TYPES, PARTY_DOCUMENT_TYPES, parseSymbol } from '../../libs/notation/index.js';
import {
  addDays,
  formatShortDate,
  legalInstant,
  type LocalDate,
  localDate,
} from '../../libs/working-calendar/index.js';
import type { DocumentOrigin } from '../modules/documents/contracts/index.js';
import type { ImportedArrival, IncomingImport } from '../modules/documents/index.js';
import type { AgencyView, OrganisationDirectory, PostView } from '../modules/organisation/index.js';
import type { RegisterImport } from '../modules/registers/index.js';
import type { ImportedAssignment } from '../modules/routing/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { ArrivalEntry, DocumentEntries, IssuedEntry } from './data-set/documents.schema.js';
import type { BookEntry, RegisterEntries } from './data-set/registers.schema.js';
import { shiftPeriod } from './load-registers.js';
import { shiftDay, shiftWords, type TimeShift } from './time-shift.js';

type Doors = {
  readonly directory: OrganisationDirectory;
  readonly registers: RegisterImport;
  readonly incoming: IncomingImport;
};

/** A month of papers as the books hold it, with what became of each arrival. */
export class DocumentLoader {
  /** Ids of arrivals, by the symbol that they bear. */
  readonly arrivals = new Map<string, string>();

  constructor(
    private readonly doors: Doors,
    private readonly tx: Tx,
    private readonly shift: TimeShift,
    private readonly today: LocalDate,
    /** Of the dates that stand inside sentences. */
    private readonly year: number,
  ) {}

  async importIssuedOnes(documents: DocumentEntries, registers: RegisterEntries): Promise<void> {
    for (const { agency, entries } of documents.outgoing) {
      const book = bookOf(registers, agency);
      for (const entry of entries) await this.importIssued(agency, book, entry);
    }
  }

  /** @param origins what a letter was made from, by its symbol */
  async importArrivals(
    register: DocumentEntries['party_incoming'],
    registers: RegisterEntries,
    origins: ReadonlyMap<string, DocumentOrigin> = new Map(),
  ): Promise<void> {
    if (!register) return;
    const book = bookOf(registers, register.agency);
    for (const entry of register.registered) {
      const id = await this.importArrival(register.agency, book, entry, origins.get(entry.symbol));
      this.arrivals.set(entry.symbol, id);
    }
  }

  private async importIssued(code: string, book: BookEntry, entry: IssuedEntry): Promise<void> {
    const agency = await this.agency(code);
    const signer = await this.post(entry.signer);
    const clerks = await this.doors.directory.clerksOf(this.tx, agency.id);
    const clerk = clerks[0];
    await this.doors.registers.importOutgoing(this.tx, {
      agencyId: agency.id,
      period: shiftPeriod(book.period, this.shift),
      typeGroup: book.outgoing[entry.type] === undefined ? 'common' : entry.type,
      number: entry.number,
      symbol: entry.symbol,
      issuedOn: this.day(entry.issued_on),
      typeCode: entry.type,
      typeName: typeNameOf(entry.symbol),
      subject: this.words(entry.subject),
      signer: `${signer.personName} (${entry.authority})`,
      recipients: entry.recipients,
      keptBy: (await this.agency(entry.unit)).shortName,
      note: this.words(entry.note),
      ...(entry.voided === undefined || !clerk
        ? {}
        : { voided: { reason: entry.voided, postId: clerk.id } }),
    });
  }

  // eslint-disable-next-line complexity -- a line of the register, its fields present or not
  private async importArrival(
    code: string,
    book: BookEntry,
    entry: ArrivalEntry,
    origin: DocumentOrigin | undefined,
  ): Promise<string> {
    const agency = await this.agency(code);
    const leader = await this.doors.directory.headOf(this.tx, agency.id);
    const arrivedOn = this.day(entry.arrived_on);
    const directive = leader && (await this.directiveOf(entry, leader));
    const isDone = entry.outcome.startsWith('done') || entry.outcome === 'informed';
    const completedAt = isDone ? legalInstant(this.doneOn(entry), '16:00') : null;
    const receiver = entry.lead === undefined ? '' : (await this.agency(entry.lead)).shortName;
    return this.doors.incoming.importArrival(this.tx, {
      ...(origin === undefined ? {} : { origin }),
      ...(await this.letterOf(agency, entry)),
      channel: entry.channel,
      urgency: entry.urgency ?? 'normal',
      note: this.words(entry.note),
      arrivedOn,
      registered: {
        number: entry.number,
        period: shiftPeriod(book.incoming_period ?? book.period, this.shift),
        receiver,
      },
      state: stateOf(entry.outcome),
      ...(leader && entry.outcome === 'awaiting-direction' ? { submittedToPost: leader.id } : {}),
      ...(directive ? { directive } : {}),
      ...(completedAt === null
        ? {}
        : { completedAt, result: entry.note === '' ? 'Đã xử lý xong' : this.words(entry.note) }),
    });
  }

  /** What lies on the clerk's desk this morning. */
  async importUnregistered(incoming: DocumentEntries['incoming']): Promise<void> {
    if (!incoming) return;
    const agency = await this.agency(incoming.agency);
    for (const entry of incoming.not_registered) {
      const isAltered = entry.note.includes('sửa sau khi ký');
      const arrivedOn = this.day(entry.arrived_on);
      await this.doors.incoming.importArrival(this.tx, {
        ...(await this.letterOf(agency, entry)),
        channel: 'electronic',
        urgency: 'normal',
        note: entry.note,
        arrivedOn: arrivedOn > this.today ? this.today : arrivedOn,
        verdict: isAltered ? 'invalid' : 'valid',
        verdictText: isAltered
          ? 'Chữ ký số không hợp lệ: nội dung đã thay đổi sau khi ký'
          : 'Chữ ký số hợp lệ',
        state: isAltered ? 'arrived' : 'to-register',
      });
    }
  }

  private async letterOf(
    agency: AgencyView,
    entry: { author: string; symbol: string; issued_on?: string | undefined; subject: string },
  ): Promise<
    Pick<
      ImportedArrival,
      | 'agencyId'
      | 'space'
      | 'author'
      | 'authorAgencyId'
      | 'symbol'
      | 'issuedOn'
      | 'typeName'
      | 'subject'
    >
  > {
    const agencies = await this.doors.directory.listAgencies(this.tx);
    const author = agencies.find(
      ({ shortName, legalName }) => shortName === entry.author || legalName === entry.author,
    );
    return {
      agencyId: agency.id,
      space: agency.space,
      author: entry.author,
      authorAgencyId: author?.id ?? null,
      symbol: entry.symbol,
      issuedOn: entry.issued_on === undefined ? null : this.day(entry.issued_on),
      typeName: entry.symbol === '' ? 'Đơn' : typeNameOf(entry.symbol),
      subject: this.words(entry.subject),
    };
  }

  private async directiveOf(
    entry: ArrivalEntry,
    leader: PostView,
  ): Promise<NonNullable<ImportedArrival['directive']> | null> {
    if (entry.lead === undefined && entry.inform_posts.length === 0) return null;
    const dueOn = entry.due_on === undefined ? undefined : this.day(entry.due_on);
    const assignments = await this.assignmentsOf(entry, dueOn);
    return {
      byPostId: leader.id,
      text: await this.wordsOf(entry, dueOn),
      ...(entry.lead === undefined || dueOn === undefined ? {} : { dueOn }),
      assignments,
    };
  }

  private async assignmentsOf(
    entry: ArrivalEntry,
    dueOn: LocalDate | undefined,
  ): Promise<ImportedAssignment[]> {
    const isDone = entry.outcome.startsWith('done');
    const state = isDone
      ? 'completed'
      : entry.outcome === 'in-progress'
        ? 'in-progress'
        : 'pending';
    const dated = {
      state,
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(entry.original_due_on === undefined
        ? {}
        : { originalDueOn: this.day(entry.original_due_on) }),
      ...(isDone ? { completedAt: legalInstant(this.doneOn(entry), '16:00') } : {}),
      ...(isDone && entry.note !== '' ? { result: this.words(entry.note) } : {}),
    } as const;
    const units = [
      ...(entry.lead === undefined ? [] : [{ role: 'lead' as const, code: entry.lead }]),
      ...entry.coordinators.map((code) => ({ role: 'coordinate' as const, code })),
    ];
    const assignments: ImportedAssignment[] = [];
    for (const { role, code } of units)
      assignments.push({ role, unitId: (await this.agency(code)).id, ...dated });
    for (const code of entry.inform_posts) {
      const post = await this.post(code);
      assignments.push({
        role: 'inform',
        unitId: post.unitId,
        postId: post.id,
        state: 'completed',
      });
    }
    return assignments;
  }

  private async wordsOf(entry: ArrivalEntry, dueOn: LocalDate | undefined): Promise<string> {
    if (entry.lead === undefined) return 'Chuyển để biết, đưa vào lịch công tác.';
    const lead = (await this.agency(entry.lead)).shortName;
    const others: string[] = [];
    for (const code of entry.coordinators) others.push((await this.agency(code)).shortName);
    const along = others.length === 0 ? '' : `, phối hợp với ${others.join(', ')}`;
    const until = dueOn === undefined ? '' : ` trước ngày ${formatShortDate(dueOn)}`;
    return `Giao ${lead} chủ trì${along} tham mưu, xử lý; báo cáo kết quả${until}.`;
  }

  /** Early is two days before, late is as written, otherwise on the day it was due. */
  private doneOn(entry: ArrivalEntry): LocalDate {
    if (entry.done_on !== undefined) return this.day(entry.done_on);
    const due = this.day(entry.due_on ?? entry.arrived_on);
    if (entry.outcome !== 'done-early') return due;
    return this.day(addDays(localDate(entry.due_on ?? entry.arrived_on), -2));
  }

  /** No paper of this year's books is dated before the year, however far the demo has moved. */
  private day(text: string): LocalDate {
    const day = shiftDay(text, this.shift);
    if (this.shift.years === 0) return day;
    const firstDay = localDate(`${String(Number(text.slice(0, 4)) + this.shift.years)}-01-02`);
    return day < firstDay ? firstDay : day;
  }

  private words(text: string): string {
    return shiftWords(text, this.year, this.shift);
  }

  private async agency(code: string): Promise<AgencyView> {
    const unit = await this.doors.directory.findUnitByCode(this.tx, code);
    if (!unit) throw new Error(`The data set names no unit ${code}`);
    return unit;
  }

  private async post(code: string): Promise<PostView> {
    const post = await this.doors.directory.findPostByCode(this.tx, code);
    if (!post) throw new Error(`The data set names no post ${code}`);
    return post;
  }
}

function bookOf({ agencies }: RegisterEntries, agency: string): BookEntry {
  const book = agencies.find((candidate) => candidate.agency === agency);
  if (!book) throw new Error(`The data set opens no register of ${agency}`);
  return book;
}

function stateOf(outcome: ArrivalEntry['outcome']): ImportedArrival['state'] {
  if (outcome === 'awaiting-direction') return 'submitted';
  if (outcome === 'directed' || outcome === 'in-progress') return outcome;
  return 'completed';
}

/** The type that a symbol names; what names none is a công văn. */
function typeNameOf(symbol: string): string {
  const parsed = parseSymbol(symbol);
  const type = parsed?.type ?? null;
  const found =
    parsed?.form === 'party'
      ? PARTY_DOCUMENT_TYPES.find(({ symbols }) => Object.values(symbols).includes(type ?? ''))
      : DOCUMENT_TYPES.find(({ abbreviation }) => type !== null && abbreviation === type);
  return found?.name ?? 'Công văn';
}
