import { OfficeClient } from './office-client.js';
import type { DemoSecrets } from './office-process.js';

type Named = { readonly id: string; readonly code: string };
type Session = { readonly posts: readonly Named[] };
type Page<Item> = { readonly items: readonly Item[]; readonly next: string | null };

/** Usernames of people whose acting post has another code than their account. */
const USERNAME_OF: Readonly<Record<string, string>> = { 'pbt-ts': 'ct-ts' };

/** The people of a running demo office, each signed in once, found by the code of the post. */
export class OfficeWorld {
  private readonly clients = new Map<string, Promise<OfficeClient>>();
  private agencies: Promise<Map<string, string>> | null = null;

  constructor(
    readonly baseUrl: string,
    readonly secrets: DemoSecrets,
  ) {}

  as(postCode: string): Promise<OfficeClient> {
    const known = this.clients.get(postCode) ?? this.signIn(postCode);
    this.clients.set(postCode, known);
    return known;
  }

  async agencyId(code: string): Promise<string> {
    this.agencies ??= this.readAgencies();
    const id = (await this.agencies).get(code);
    if (id === undefined) throw new Error(`No agency ${code}`);
    return id;
  }

  async unitId(agencyCode: string, unitCode: string): Promise<string> {
    const page = await this.allOf(
      `/api/v1/organisation/agencies/${await this.agencyId(agencyCode)}/units`,
    );
    const unit = page.find((candidate) => candidate.code === unitCode);
    if (!unit) throw new Error(`No unit ${unitCode} in ${agencyCode}`);
    return unit.id;
  }

  /** Id of a post, as its own holder reads it. */
  async postId(postCode: string): Promise<string> {
    const session = await (await this.as(postCode)).get<Session>('/api/v1/session');
    const post = session.posts.find((candidate) => candidate.code === postCode);
    if (!post) throw new Error(`${postCode} is no post of its account`);
    return post.id;
  }

  private async signIn(postCode: string): Promise<OfficeClient> {
    const username = USERNAME_OF[postCode] ?? postCode;
    const client = await OfficeClient.signIn(this.baseUrl, username, this.secrets.password);
    if (username !== postCode) {
      const session = await client.get<Session>('/api/v1/session');
      const post = session.posts.find((candidate) => candidate.code === postCode);
      await client.put('/api/v1/session/post', { postId: post?.id ?? '' });
      await client.refresh();
    }
    return client;
  }

  private async readAgencies(): Promise<Map<string, string>> {
    const all = await this.allOf('/api/v1/organisation/agencies');
    return new Map(all.map((agency) => [agency.code, agency.id]));
  }

  private async allOf(path: string): Promise<Named[]> {
    const client = await this.as('qt-01');
    const found: Named[] = [];
    let after: string | null = '';
    while (after !== null) {
      const query: string =
        after === '' ? '?limit=200' : `?limit=200&after=${encodeURIComponent(after)}`;
      const page: Page<Named> = await client.get<Page<Named>>(path + query);
      found.push(...page.items);
      after = page.next;
    }
    return found;
  }
}
