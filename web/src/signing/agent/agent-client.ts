/** The program beside a USB token on this PC; see libs/signing-agent/README.md for what it answers. */
const PORTS = [14741, 14742, 14743, 14744, 14745];
const KEPT = 'trien.agent';

export type AgentCertificate = {
  readonly id: string;
  readonly commonName: string;
  readonly tokenLabel: string;
  readonly tokenSerial: string;
  readonly keyId: string;
  readonly certificate: string;
  readonly others: readonly string[];
};
export type ItemToSign = {
  readonly title: string;
  readonly digestAlgorithm: string;
  readonly digest: string;
};
export type Agent = {
  readonly port: number;
  readonly paired: boolean;
  /** All that answer: people who share a PC have one each, and only one's window is in sight. */
  readonly ports: readonly number[];
};

/** What the agent said no to, by its code. */
export class AgentRefusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** The agent that knows this page, or any that answers on this PC, or null. */
export async function findAgent(): Promise<Agent | null> {
  const asked = await Promise.all(
    PORTS.map(async (port) => {
      const said = await ask<{ agent?: string; paired?: boolean }>(port, 'GET', 'hello').catch(
        () => null,
      );
      return { port, isAgent: said?.agent === 'trien', paired: said?.paired === true };
    }),
  );
  const present = asked.filter(({ isAgent }) => isAgent);
  const found = present.find(({ paired }) => paired) ?? present[0];
  if (!found) return null;
  return { port: found.port, paired: found.paired, ports: present.map(({ port }) => port) };
}

/** Each agent shows a code in its window; it is good for two minutes. */
export async function askForPairing({ ports }: Agent): Promise<void> {
  await Promise.any(ports.map((port) => ask(port, 'POST', 'pairings', {}))).catch(firstOf);
}

/** Whose code it is takes it; the others have shown another. */
export async function confirmPairing({ ports }: Agent, code: string): Promise<void> {
  const { token } = await Promise.any(
    ports.map((port) => ask<{ token: string }>(port, 'POST', 'pairings/confirm', { code })),
  ).catch(firstOf);
  localStorage.setItem(KEPT, token);
}

function firstOf(refusals: unknown): never {
  throw refusals instanceof AggregateError ? refusals.errors[0] : refusals;
}

export async function certificatesOf({ port }: Agent): Promise<readonly AgentCertificate[]> {
  return (await ask<{ items: AgentCertificate[] }>(port, 'GET', 'certificates')).items;
}

/** Resolves when the person has typed his PIN in the agent's window. Values in base64. */
export async function signWithAgent(
  { port }: Agent,
  act:
    | { readonly certificateId: string; readonly items: readonly ItemToSign[] }
    | { readonly certificateId: string; readonly challenge: string },
): Promise<readonly string[]> {
  return (await ask<{ values: string[] }>(port, 'POST', 'sign', act)).values;
}

async function ask<T>(port: number, method: string, path: string, body?: object): Promise<T> {
  const token = localStorage.getItem(KEPT);
  const response = await fetch(`http://127.0.0.1:${port}/v1/${path}`, {
    method,
    credentials: 'omit',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as T & { code?: string };
  if (!response.ok) throw new AgentRefusal(answer.code ?? 'agent.failed');
  return answer;
}
