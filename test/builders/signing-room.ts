import {
  SigningDesk,
  SigningSetup,
  SigningSubjects,
  type SignatureWish,
  type UnlockedKey,
  Verifier,
} from '../../src/modules/signing/index.js';
import { FileStore } from '../../src/modules/files/index.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { maybeRow } from '../../src/platform/database/rows.js';
import { startTestApp, type TestApp } from '../setup/test-app.js';
import { JointRecords } from './joint-record.js';
import { aPost, aWard, withPlainImages } from './signing-people.js';

export const PIN = '482913';
export const SIGNERS = [
  'Nguyễn Đăng Quyết',
  'Trần Thị Mai Phương',
  'Đỗ Văn Lượng',
  'Phạm Thị Hằng',
  'Ngô Xuân Tuyển',
  'Vũ Thị Ánh',
  'Lưu Đình Khoa',
  'Bùi Thị Ngọc',
] as const;

/** A ward whose people sign records together, each with a key of his own, its clerk with the seal. */
export class SigningRoom {
  private constructor(
    readonly office: TestApp,
    readonly records: JointRecords,
    readonly people: readonly Actor[],
    readonly clerk: Actor,
  ) {}

  static async open(): Promise<SigningRoom> {
    const office = await startTestApp({ worker: false });
    const records = await JointRecords.open(office);
    const agencyId = await aWard(office);
    const people = await Promise.all(
      SIGNERS.map((name) => aPost(office, agencyId, name, 'Ủy viên')),
    );
    const clerk = await aPost(office, agencyId, 'Lê Thị Nhàn', 'Văn thư');
    const agencyName = 'Ủy ban nhân dân phường Từ Sơn';
    const room = new SigningRoom(office, records, people, clerk);
    await room.part(SigningSetup).ensureDemoCredentials(
      people.map((actor) => ({
        postId: actor.postId,
        fullName: actor.personName,
        title: actor.postTitle,
        agencyName,
      })),
      [{ agencyId, agencyName, sealDiameterMm: 36, clerkPostIds: [clerk.postId] }],
      PIN,
    );
    await withPlainImages(office);
    return room;
  }

  close(): Promise<void> {
    return this.office.close();
  }

  part<T>(type: new (...given: never[]) => T): T {
    return this.office.app.get<T>(type, { strict: false });
  }

  get leader(): Actor {
    return this.signer(0);
  }

  get other(): Actor {
    return this.signer(1);
  }

  get third(): Actor {
    return this.signer(2);
  }

  keyOf(actor: Actor): Promise<UnlockedKey> {
    return this.part(SigningDesk).unlock({ kind: 'post', postId: actor.postId }, PIN);
  }

  /** Signs at once; answers the hash of the signed revision. */
  async press(actor: Actor, wish: SignatureWish): Promise<string> {
    const order = await this.part(SigningSubjects).order(actor, wish);
    const { sha256 } = await this.part(SigningDesk).sign(order, await this.keyOf(actor));
    return sha256;
  }

  async judge(sha256: string): ReturnType<Verifier['verify']> {
    return this.part(Verifier).verify(await this.part(FileStore).read(sha256));
  }

  /** How many signatures have become true on a record. */
  async applied(subjectId: string): Promise<number> {
    const found = await maybeRow<{ n: number }>(
      this.office.db,
      `SELECT count(*)::int AS n FROM signing.request WHERE subject_id = $1 AND state = 'applied'`,
      [subjectId],
    );
    return found?.n ?? 0;
  }

  private signer(index: number): Actor {
    const actor = this.people[index];
    if (!actor) throw new Error(`No signer ${index}`);
    return actor;
  }
}
