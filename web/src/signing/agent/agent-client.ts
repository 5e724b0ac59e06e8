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

/**
 * The agent that proves to know this page, or any that answers on this PC, or null.
 *
 * @throws {AgentRefusal} the page came without TLS: browsers let it reckon no proofs
 */
export async function findAgent(ports: readonly number[] = PORTS): Promise<Agent | null> {
  if (!isSecureContext) throw new AgentRefusal('agent.page-insecure');
  const asked = await Promise.all(
    ports.map(async (port) => ({ port, said: await greet(port).catch(() => null) })),
  );
  const present = asked.filter(({ said }) => said !== null);
  const found = present.find(({ said }) => said?.key != null) ?? present[0];
  if (!found) return null;
  const isPaired = found.said?.key != null;
  return { port: found.port, paired: isPaired, ports: present.map(({ port }) => port) };
}

/** Each agent shows a code in its window; it is good for two minutes. */
export async function askForPairing({ ports }: Agent): Promise<void> {
  await Promise.any(ports.map((port) => send(port, 'POST', 'pairings', {}))).catch(firstOf);
}

/** Whose code it is takes it; the others have shown another. */
export async function confirmPairing({ ports }: Agent, code: string): Promise<void> {
  const { token } = await Promise.any(
    ports.map((port) => send<{ token: string }>(port, 'POST', 'pairings/confirm', { code })),
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

/** Whoever listens there may be any program: it proves first that it has what the page has. */
async function ask<T>(port: number, method: string, path: string, body?: object): Promise<T> {
  const { key, challenge } = await greet(port);
  if (!key) throw new AgentRefusal('agent.not-paired');
  const text = body ? JSON.stringify(body) : '';
  const asked = [port, location.origin, `${method} /v1/${path}`, challenge, await sha256(text)];
  const proof = await proofOver(key, ['page', ...asked]);
  return send(port, method, path, body, `Trien ${await nameOf(key)} ${challenge} ${proof}`);
}

async function send<T>(
  port: number,
  method: string,
  path: string,
  body?: object,
  authorization?: string,
): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/${path}`, {
    method,
    credentials: 'omit',
    headers: {
      ...(authorization ? { authorization } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as T & { code?: string };
  if (!response.ok) throw new AgentRefusal(answer.code ?? 'agent.failed');
  return answer;
}

/** @returns what to prove something over, and by which key: null where the agent does not know it */
async function greet(port: number): Promise<{ key: CryptoKey | null; challenge: string }> {
  const token = localStorage.getItem(KEPT);
  const key = token === null ? null : await keyOf(token);
  const nonce = crypto.randomUUID();
  const asked = key ? { key: await nameOf(key), nonce } : {};
  const said = await send<{ agent?: string; challenge: string; proof?: string | null }>(
    ...([port, 'POST', 'hello', asked] as const),
  );
  if (said.agent !== 'trien') throw new AgentRefusal('agent.failed');
  const { challenge } = said;
  const expected =
    key && (await proofOver(key, ['agent', port, location.origin, nonce, challenge]));
  return { key: expected !== null && said.proof === expected ? key : null, challenge };
}

/** As `libs/signing-agent/agent/proofs.ts` has it: the token itself is not said again. */
async function keyOf(token: string): Promise<CryptoKey> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', bytes, hmac, false, ['sign']);
}

async function nameOf(key: CryptoKey): Promise<string> {
  return (await proofOver(key, ['name'])).slice(0, 22);
}

async function proofOver(key: CryptoKey, parts: readonly (string | number)[]): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(parts));
  const proof = new Uint8Array(await crypto.subtle.sign('HMAC', key, text));
  const base64 = btoa(String.fromCharCode(...proof));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
