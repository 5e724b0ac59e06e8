import { completeSignature, type SigningTask, takePortion } from '../../api/signing';
import { AgentRefusal, certificatesOf, signWithAgent, type Agent } from './agent-client';

/** As many as one PIN signs: the agent shows each of them first. */
const MOST = 300;
/** Values that travel to the server at once. */
const AT_ONCE = 4;
/** A document may get a newer revision meanwhile; it is then laid out and signed again. */
const MOST_ROUNDS = 3;

/**
 * The server lays out each signature, the token signs all digests with one PIN, the server takes
 * the values and keeps each document's result.
 *
 * @throws {AgentRefusal} nothing of this round was signed; the batch can be gone on with
 */
export async function signBatchWithAgent(agent: Agent, batchId: string): Promise<void> {
  for (;;) {
    const { tasks, left } = await takePortion(batchId, MOST);
    let open: readonly SigningTask[] = tasks;
    for (let round = 1; open.length > 0 && round <= MOST_ROUNDS; round += 1)
      open = await signTasks(agent, open);
    if (left === 0) return;
  }
}

/** @returns what must be signed again. */
async function signTasks(
  agent: Agent,
  tasks: readonly SigningTask[],
): Promise<readonly SigningTask[]> {
  const [first] = tasks;
  if (!first) return [];
  const keys = await certificatesOf(agent);
  const key = keys.find(({ certificate }) => certificate === first.certificate);
  if (!key) throw new AgentRefusal('token.key-absent');
  const values = await signWithAgent(agent, {
    certificateId: key.id,
    items: tasks.map(({ title, toSign }) => ({
      title: title.slice(0, 300),
      digestAlgorithm: toSign?.digestAlgorithm ?? 'sha256',
      digest: toSign?.digest ?? '',
    })),
  });
  const again: SigningTask[] = [];
  const waiting = tasks.map((task, index) => ({ task, value: values[index] ?? '' }));
  const lane = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      // Why it was not taken stands beside the document in the batch.
      const completed = await completeSignature(one.task.requestId, one.value).catch(() => null);
      if (completed?.task) again.push(completed.task);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return again;
}
