import { parentPort } from 'node:worker_threads';
import { NotAPdfError } from '../signing.errors.js';
import type { Answered, Asked } from './asked-thread.js';
import { judgeFile } from './judge-file.js';
import type { Answer, Question } from './outside-thread.js';

parentPort?.on('message', ({ id, question }: Asked<Question>) => {
  parentPort?.postMessage({ id, answer: answer(question) } satisfies Answered<Answer>);
});

function answer({ file, grounds }: Question): Answer {
  try {
    return { judgement: judgeFile(file, grounds) };
  } catch (error) {
    if (error instanceof NotAPdfError) return { unreadable: String(error.params['reason']) };
    return { failed: String(error) };
  }
}
