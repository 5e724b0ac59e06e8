import { createHash } from 'node:crypto';
import { DIGEST_BYTES } from '../token/signature-encoding.js';
import type { TokenDigestAlgorithm } from '../token/token.js';
import { AgentError, POSSESSION_PREFIX } from './protocol.js';

export type ShownItem = {
  readonly title: string;
  readonly digestAlgorithm: TokenDigestAlgorithm;
  readonly digest: Buffer;
};

/** One act as its holder sees it: nothing is signed that is not in it. */
export type Act =
  | {
      readonly kind: 'documents';
      readonly certificateId: string;
      readonly items: readonly ShownItem[];
    }
  | {
      readonly kind: 'enrolment';
      readonly certificateId: string;
      readonly items: readonly [ShownItem];
    };

const MOST_ITEMS = 500;
const LONGEST_TITLE = 300;

/**
 * What a page asks to be signed. Every digest comes with the title that will be shown for it.
 *
 * @throws AgentError `agent.request-invalid`
 */
export function readAct(body: unknown): Act {
  const asked = record(body);
  const certificateId = text(asked['certificateId'], 300);
  if (asked['challenge'] !== undefined) {
    const challenge = text(asked['challenge'], LONGEST_TITLE);
    if (!challenge.startsWith(POSSESSION_PREFIX)) throw invalid();
    // Hashed here: a page cannot have a document's digest signed as its challenge.
    const digest = createHash('sha256').update(challenge).digest();
    return {
      kind: 'enrolment',
      certificateId,
      items: [{ title: printable(challenge), digestAlgorithm: 'sha256', digest }],
    };
  }
  const items = asked['items'];
  if (!Array.isArray(items) || items.length === 0 || items.length > MOST_ITEMS) throw invalid();
  return { kind: 'documents', certificateId, items: items.map(readItem) };
}

/** @throws AgentError `agent.request-invalid` */
export function readCode(body: unknown): string {
  return text(record(body)['code'], 20).replace(/\s/g, '');
}

/** Which key a page has, if any, and what is to be proved over. @throws AgentError */
export function readHello(body: unknown): { readonly key: string; readonly nonce: string } {
  const { key = '', nonce = '' } = record(body);
  return { key: text(key, 100), nonce: text(nonce, 100) };
}

function readItem(item: unknown): ShownItem {
  const { title, digestAlgorithm, digest } = record(item);
  const shown = printable(text(title, LONGEST_TITLE));
  if (shown === '' || !isAlgorithm(digestAlgorithm)) throw invalid();
  const bytes = Buffer.from(text(digest, 128), 'base64');
  if (bytes.length !== DIGEST_BYTES[digestAlgorithm]) throw invalid();
  return { title: shown, digestAlgorithm, digest: bytes };
}

function isAlgorithm(value: unknown): value is TokenDigestAlgorithm {
  return typeof value === 'string' && Object.hasOwn(DIGEST_BYTES, value);
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid();
  return value as Record<string, unknown>;
}

function text(value: unknown, longest: number): string {
  if (typeof value !== 'string' || value.length > longest) throw invalid();
  return value;
}

/** A title may not move the cursor, hide a line, turn its writing round or push what follows to a line of its own. */
function printable(title: string): string {
  return title
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]+/gu, ' ')
    .trim();
}

function invalid(): AgentError {
  return new AgentError('agent.request-invalid', 422);
}
