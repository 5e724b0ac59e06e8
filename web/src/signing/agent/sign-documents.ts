import type { Answer } from '../../api/answers';
import { post } from '../../api/client';
import {
  AgentRefusal,
  certificatesOf,
  signWithAgent,
  type Agent,
  type ItemToSign,
} from './agent-client';

type Task = Answer<'SigningTask'>;
type Document = { readonly id: string; readonly sha256: string };
type Prepared = { readonly id: string; readonly task: Task; readonly item: ItemToSign };
export type DocumentResult = { readonly id: string; readonly error: unknown };

/**
 * The server lays out each signature, the token signs all digests with one PIN, the server takes
 * the values. A document that could not be laid out, or whose value was refused, leaves the rest signed.
 */
export async function signDocuments(
  agent: Agent,
  documents: readonly Document[],
): Promise<readonly DocumentResult[]> {
  const results: DocumentResult[] = [];
  const prepared: Prepared[] = [];
  for (const { id, sha256 } of documents) {
    try {
      prepared.push(
        toPrepared(id, await post<Task>(`/documents/outgoing/${id}/prepare-signature`, { sha256 })),
      );
    } catch (error) {
      results.push({ id, error });
    }
  }
  return [...results, ...(await signPrepared(agent, prepared))];
}

async function signPrepared(
  agent: Agent,
  prepared: readonly Prepared[],
): Promise<readonly DocumentResult[]> {
  const [first] = prepared;
  if (!first) return [];
  const keys = await certificatesOf(agent);
  const key = keys.find(({ certificate }) => certificate === first.task.certificate);
  if (!key) throw new AgentRefusal('token.key-absent');
  const values = await signWithAgent(agent, {
    certificateId: key.id,
    items: prepared.map(({ item }) => item),
  });
  return Promise.all(
    prepared.map(async ({ id, task }, index) => {
      try {
        const path = `/signing/requests/${task.requestId}/complete`;
        const { state } = await post<Answer<'CompletedSignature'>>(path, {
          signature: values[index] ?? '',
        });
        return { id, error: state === 'applied' ? null : new AgentRefusal('document.moved-on') };
      } catch (error) {
        return { id, error };
      }
    }),
  );
}

function toPrepared(id: string, task: Task): Prepared {
  if (!task.toSign) throw new AgentRefusal('token.key-absent');
  const { digestAlgorithm, digest } = task.toSign;
  return { id, task, item: { title: task.title.slice(0, 300), digestAlgorithm, digest } };
}
