import { loadDataSet, type LoadOptions } from '../../src/demo-office/index.js';
import { maybeRow } from '../../src/platform/database/rows.js';
import { OfficeClient } from '../scenario/office-client.js';
import type { TestApp } from './test-app.js';

export type DemoOfficeInTest = {
  readonly password: string;
  readonly pin: string;
  /** Signs the holder of this post in, acting in it. */
  signIn(postCode: string): Promise<OfficeClient>;
  postId(code: string): Promise<string>;
  agencyId(code: string): Promise<string>;
};

/** The office of the demo on the test's own database; `office` has to listen for `signIn`. */
export async function loadTwoTier(
  office: TestApp,
  options: LoadOptions = {},
): Promise<DemoOfficeInTest> {
  const { password, pin } = await loadDataSet(office.app, 'two-tier', options);
  const idOf = async (sql: string, code: string): Promise<string> => {
    const found = await maybeRow<{ id: string }>(office.db, sql, [code]);
    if (!found) throw new Error(`Nothing in the demo office has the code ${code}`);
    return found.id;
  };
  const postId = (code: string): Promise<string> =>
    idOf('SELECT id FROM organisation.post WHERE code = $1', code);
  return {
    password,
    pin,
    postId,
    agencyId: (code) =>
      idOf('SELECT id FROM organisation.unit WHERE code = $1 AND valid_to IS NULL', code),
    signIn: async (postCode) => {
      const username = await maybeRow<{ username: string }>(
        office.db,
        `SELECT account.username FROM identity.account
           JOIN organisation.post ON post.person_id = account.person_id WHERE post.code = $1`,
        [postCode],
      );
      const client = await OfficeClient.signIn(
        office.url,
        username?.username ?? postCode,
        password,
      );
      await client.put('/api/v1/session/post', { postId: await postId(postCode) });
      await client.refresh();
      return client;
    },
  };
}
