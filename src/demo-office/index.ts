import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Settings } from '../../config/settings.js';
import { OrganisationDirectory } from '../modules/organisation/index.js';
import type { DataSetName } from './data-set.schema.js';
import { DemoOffice, type DemoState } from './demo-office.js';
import { type DemoSecrets, findSecrets, keepSecrets, makeSecrets } from './demo-secrets.js';
import { holdingTheLock } from './loading-lock.js';

/** Who is worth trying first, in the order of the scenario. */
const GREETED = ['ct-tinh', 'vt-tinh', 'cv-cchc', 'ct-ts', 'vt-ts', 'cv-cchc-ts', 'bt-ts', 'vt-du'];

/** Loads the data set into an empty database; answers the lines that the start prints. */
export async function openDemoOffice(
  app: INestApplicationContext,
  settings: Settings,
  say: (line: string) => void,
): Promise<readonly string[]> {
  const path = join(settings.storage.varDir, 'demo-office.json');
  const { dataSet } = settings.office;
  const office = new DemoOffice(app, say);
  if (dataSet !== 'none' && (await office.loaded()) === null) {
    await holdingTheLock(app.get(DataSource), async () => {
      const mayLoad = (await office.begun()) !== null || (await office.isEmpty());
      if (!mayLoad || (await office.loaded()) !== null) return;
      await office.load(dataSet, await secretsFor(office, path), { signing: null, drafts: true });
    });
  }
  if ((await office.loaded()) === null) return [];
  return greeting(app, findSecrets(path));
}

export type LoadOptions = Partial<DemoSecrets> & {
  /** Codes of the agencies whose people and seals can sign; all of them when it is left out. */
  readonly signing?: readonly string[];
  /** Whether this morning's drafts are made as well; their unit needs to be able to sign. */
  readonly drafts?: boolean;
};

/** For tests: a whole office on the application's own database, with known secrets. */
export async function loadDataSet(
  app: INestApplicationContext,
  name: DataSetName,
  { password = 'mat-khau-minh-hoa', pin = '246810', signing, drafts = false }: LoadOptions = {},
): Promise<DemoState & DemoSecrets> {
  const office = new DemoOffice(app, () => undefined);
  const state = await office.load(name, { password, pin }, { signing: signing ?? null, drafts });
  return { ...state, password, pin };
}

/** Kept before the first row is written, so that no account has a password that nobody knows. */
async function secretsFor(office: DemoOffice, path: string): Promise<DemoSecrets> {
  const kept = findSecrets(path);
  if (kept) return kept;
  if ((await office.begun()) !== null) {
    throw new Error(
      `Thiếu tệp ${path}, nơi giữ mật khẩu của dữ liệu minh họa đang nạp dở. Đề nghị xóa cơ sở dữ liệu rồi khởi động lại. / ` +
        `${path} is missing: it held the passwords of a demo office that was half loaded. Delete the database and start again.`,
    );
  }
  const secrets = makeSecrets();
  keepSecrets(path, secrets);
  return secrets;
}

async function greeting(
  app: INestApplicationContext,
  secrets: DemoSecrets | null,
): Promise<string[]> {
  const db = app.get(DataSource);
  const directory = app.get(OrganisationDirectory, { strict: false });
  const posts = await Promise.all(GREETED.map((code) => directory.findPostByCode(db, code)));
  const names = posts.flatMap((post) =>
    post === null
      ? []
      : [`  ${post.code.padEnd(12)} ${post.personName}, ${post.title}, ${post.agencyName}`],
  );
  if (!secrets) return ['Văn phòng minh họa (mật khẩu và mã PIN không lưu trên máy này)', ...names];
  return [
    'Văn phòng minh họa. Tên đăng nhập:',
    ...names,
    `Mật khẩu chung: ${secrets.password}   Mã PIN chung: ${secrets.pin}   (chỉ dùng cho dữ liệu minh họa)`,
  ];
}

export { readDataSet } from './read-data-set.js';
