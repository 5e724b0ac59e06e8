import type { OfficeClient } from './office-client.js';
import type { OfficeWorld } from './office-world.js';

export type Outgoing = {
  readonly id: string;
  readonly state: string;
  readonly sha256: string;
  readonly symbol: string | null;
  readonly number: number | null;
  readonly revisions: readonly {
    readonly kind: string;
    readonly sha256: string;
    readonly chain: number;
    readonly ordinal: number;
  }[];
  readonly deliveries: readonly { readonly agencyId: string }[];
};

/** Who takes which step of a document's life. Post codes. */
export type People = {
  readonly drafter: string;
  readonly head: string;
  readonly office: string;
  readonly signer: string;
  readonly clerk: string;
};

const PATIENCE_MS = 90_000;

/** The steps of an outgoing document, each by the one who is competent for it. */
export class OutgoingLife {
  constructor(
    private readonly world: OfficeWorld,
    private readonly id: string,
    private readonly people: People,
  ) {}

  submit(): Promise<void> {
    return this.from(['draft', 'returned'], this.people.drafter, 'submit');
  }

  async initialContent(): Promise<void> {
    const { sha256 } = await this.read(this.people.head);
    const read = { sha256, ...this.pin };
    await this.from(['head-review'], this.people.head, 'initial-content', read);
  }

  async initialForm(): Promise<void> {
    const { sha256 } = await this.read(this.people.office);
    const read = { sha256, ...this.pin };
    await this.from(['form-check'], this.people.office, 'initial-form', read);
  }

  async approve(): Promise<void> {
    const { sha256 } = await this.read(this.people.signer);
    await this.from(['awaiting-approval'], this.people.signer, 'approve', { sha256 });
  }

  async sign(): Promise<void> {
    const { sha256 } = await this.read(this.people.signer);
    await this.from(['awaiting-signature'], this.people.signer, 'sign', { sha256, ...this.pin });
  }

  async number(): Promise<void> {
    await this.from(['signed'], this.people.clerk, 'take-number');
    await this.wait(this.people.clerk, ({ state }) => state !== 'signed' && state !== 'numbering');
  }

  seal(): Promise<void> {
    return this.from(['numbered'], this.people.clerk, 'seal', this.pin);
  }

  release(): Promise<void> {
    return this.from(['sealed'], this.people.clerk, 'release');
  }

  /** From the drafter's desk to the released document. */
  async issue(): Promise<Outgoing> {
    await this.submit();
    await this.initialContent();
    await this.initialForm();
    await this.approve();
    await this.sign();
    await this.number();
    await this.seal();
    await this.release();
    return this.read(this.people.clerk);
  }

  async read(postCode: string): Promise<Outgoing> {
    return (await this.client(postCode)).get<Outgoing>(`/api/v1/documents/outgoing/${this.id}`);
  }

  async content(sha256: string): Promise<Buffer> {
    return (await this.client(this.people.clerk)).bytes(
      `/api/v1/documents/outgoing/${this.id}/revisions/${sha256}/content`,
    );
  }

  private async wait(postCode: string, done: (document: Outgoing) => boolean): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      const document = await this.read(postCode);
      if (done(document)) return;
      if (performance.now() > giveUpAt) throw new Error(`${this.id} stayed ${document.state}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Acts where the document stands before the act; a step taken again after a crash finds it done. */
  private async from(
    states: readonly string[],
    postCode: string,
    action: string,
    body: object = {},
  ): Promise<void> {
    const client = await this.client(postCode);
    const { state } = await this.read(postCode);
    if (!states.includes(state)) return;
    await client.post(`/api/v1/documents/outgoing/${this.id}/${action}`, body);
  }

  private get pin(): { pin: string } {
    return { pin: this.world.secrets.pin };
  }

  private client(postCode: string): Promise<OfficeClient> {
    return this.world.as(postCode);
  }
}
