import type { OfficeClient } from './office-client.js';

export type Incoming = {
  readonly id: string;
  readonly state: string;
  readonly symbol: string;
  readonly arrivalNumber: number | null;
  readonly assignments: readonly {
    readonly id: string;
    readonly parentId: string | null;
    readonly role: string;
    readonly unitId: string;
    readonly postId: string | null;
    readonly state: string;
  }[];
};

type Page<Item> = { readonly items: readonly Item[] };

const PATH = '/api/v1/documents/incoming';

/** The arrival with this symbol, as its reader sees it. */
export async function arrivalOf(client: OfficeClient, symbol: string): Promise<Incoming> {
  const page = await client.get<Page<Incoming>>(`${PATH}?limit=50&q=${encodeURIComponent(symbol)}`);
  const found = page.items.find((item) => item.symbol === symbol);
  if (!found) throw new Error(`No arrival ${symbol} here`);
  return client.get<Incoming>(`${PATH}/${found.id}`);
}

/** Checks the signature and writes it into the register; once, however often it is asked. */
export async function register(clerk: OfficeClient, symbol: string): Promise<Incoming> {
  const arrival = await arrivalOf(clerk, symbol);
  if (arrival.state === 'arrived') await clerk.post(`${PATH}/${arrival.id}/receive`);
  const checked = await clerk.get<Incoming>(`${PATH}/${arrival.id}`);
  if (checked.state === 'to-register') await clerk.post(`${PATH}/${arrival.id}/register`, {});
  return clerk.get<Incoming>(`${PATH}/${arrival.id}`);
}

export type Directive = {
  readonly text: string;
  readonly lead: { readonly unitId: string };
  readonly coordinators?: readonly { readonly unitId: string }[];
  readonly dueOn?: string;
};

export async function direct(
  leader: OfficeClient,
  symbol: string,
  directive: Directive,
): Promise<Incoming> {
  const arrival = await arrivalOf(leader, symbol);
  if (['registered', 'submitted', 'distributed'].includes(arrival.state)) {
    await leader.post(`${PATH}/${arrival.id}/direct`, directive);
  }
  return leader.get<Incoming>(`${PATH}/${arrival.id}`);
}

/** The head of the lead division takes the work and hands it to one of his people. */
export async function handDown(
  head: OfficeClient,
  symbol: string,
  unitId: string,
  postId: string,
  text: string,
): Promise<void> {
  const arrival = await arrivalOf(head, symbol);
  const lead = arrival.assignments.find(
    (assignment) => assignment.unitId === unitId && assignment.parentId === null,
  );
  if (!lead) throw new Error(`${symbol} was not given to this division`);
  if (lead.state === 'pending') await head.post(`/api/v1/routing/assignments/${lead.id}/accept`);
  if (arrival.assignments.some((assignment) => assignment.parentId === lead.id)) return;
  await head.post(`/api/v1/routing/assignments/${lead.id}/hand-down`, { postId, text });
}
