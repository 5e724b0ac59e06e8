import { PDFDocument } from 'pdf-lib';
import { layoutFields } from '../../libs/pdf-signature/index.js';
import { FileStore } from '../../src/modules/files/index.js';
import {
  type AppliedOrder,
  BaseMovedOnError,
  type SignatureOrder,
  type SignatureWish,
  type SigningSubject,
  SigningSubjects,
} from '../../src/modules/signing/index.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { newId } from '../../src/platform/database/new-id.js';
import { maybeRow, type Queryable, rows } from '../../src/platform/database/rows.js';
import type { Tx } from '../../src/platform/database/unit-of-work.js';
import type { TestApp } from '../setup/test-app.js';

type Row = { head: string; signed: string[] };

/**
 * A record that several people sign, each in a field of his own and in any order, as the minutes
 * of a meeting: a subject of the desk that knows nothing but its newest revision.
 */
export class JointRecords implements SigningSubject {
  readonly type = 'joint-record';
  /** Throws instead of making a signature true, for tests of what must then be left. */
  refusal: Error | null = null;

  private constructor(private readonly office: TestApp) {}

  static async open(office: TestApp): Promise<JointRecords> {
    await office.db.query(
      'CREATE TABLE signing.joint_record (id uuid PRIMARY KEY, head text NOT NULL, signed text[] NOT NULL)',
    );
    const records = new JointRecords(office);
    office.app.get(SigningSubjects, { strict: false }).register(records);
    return records;
  }

  async add(fields: readonly string[], pdf?: Uint8Array): Promise<string> {
    const id = newId();
    const laidOut = pdf ?? layoutFields(await aPage(), fields.map(box));
    const files = this.office.app.get(FileStore, { strict: false });
    const { sha256 } = await files.storeBytes(laidOut, { mediaType: 'application/pdf' });
    await this.office.db.query(`INSERT INTO signing.joint_record VALUES ($1, $2, '{}')`, [
      id,
      sha256,
    ]);
    return id;
  }

  async head(id: string): Promise<string> {
    return (await this.get(this.office.db, id)).head;
  }

  wish(subjectId: string, field: string, lock = false): SignatureWish {
    return {
      subjectType: this.type,
      subjectId,
      purpose: lock ? 'seal' : 'approve',
      context: { field, lock },
    };
  }

  async orders(
    actor: Actor,
    wishes: readonly SignatureWish[],
  ): Promise<readonly (SignatureOrder | Error)[]> {
    return Promise.all(
      wishes.map(async (wish) => {
        const { head, signed } = await this.get(this.office.db, wish.subjectId);
        const field = String(wish.context['field']);
        if (signed.includes(field)) return new Error(`${field} is signed`);
        const lock = wish.context['lock'] === true;
        return { ...wish, actor, title: 'Biên bản', baseSha256: head, field, lock };
      }),
    );
  }

  async apply(tx: Tx, applied: readonly AppliedOrder[]): Promise<void> {
    for (const { order, sha256 } of applied) {
      const { head } = await this.get(tx, order.subjectId, 'FOR UPDATE');
      if (head !== order.baseSha256) throw new BaseMovedOnError();
      if (this.refusal) throw this.refusal;
      await rows(
        tx,
        'UPDATE signing.joint_record SET head = $2, signed = signed || $3::text WHERE id = $1',
        [order.subjectId, sha256, order.field],
      );
    }
  }

  private async get(db: Queryable, id: string, lock = ''): Promise<Row> {
    const found = await maybeRow<Row>(
      db,
      `SELECT head, signed FROM signing.joint_record WHERE id = $1 ${lock}`,
      [id],
    );
    if (!found) throw new Error(`No record ${id}`);
    return found;
  }
}

export async function aPage(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]).drawText(`draft ${newId()}`, { x: 60, y: 800 });
  return pdf.save();
}

function box(name: string, index: number): Parameters<typeof layoutFields>[1][number] {
  const left = 40 + (index % 3) * 180;
  const bottom = 40 + Math.floor(index / 3) * 120;
  return { kind: 'signature', name, page: 0, rect: [left, bottom, left + 110, bottom + 102] };
}
