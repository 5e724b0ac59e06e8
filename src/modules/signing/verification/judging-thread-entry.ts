import { parentPort } from 'node:worker_threads';
import type { Answered, Asked } from './asked-thread.js';
import { judgeVersion } from './judge-version.js';
import type { Answer, Question } from './judging-thread.js';

parentPort?.on('message', ({ id, question }: Asked<Question>) => {
  parentPort?.postMessage({ id, answer: answer(question) } satisfies Answered<Answer>);
});

function answer({ versions, grounds }: Question): Answer {
  try {
    return { judged: versions.map((version) => judgeVersion(version, grounds)), failed: null };
  } catch (error) {
    return { judged: [], failed: String(error) };
  }
}
