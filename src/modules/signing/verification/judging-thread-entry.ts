import { answerQuestions } from '../../../platform/threads/asked-thread.js';
import { judgeVersion } from './judge-version.js';
import type { Answer, Question } from './judging-thread.js';

answerQuestions(({ versions, grounds }: Question): Answer => {
  try {
    return { judged: versions.map((version) => judgeVersion(version, grounds)) };
  } catch (error) {
    return { failed: String(error) };
  }
});
