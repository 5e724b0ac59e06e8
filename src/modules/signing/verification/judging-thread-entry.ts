import { parentPort } from 'node:worker_threads';
import { judgeVersion } from './judge-version.js';
import type { Answer, Question } from './judging-thread.js';

parentPort?.on('message', ({ id, versions, grounds }: Question) => {
  parentPort?.postMessage(answer());

  function answer(): Answer {
    try {
      return {
        id,
        judged: versions.map((version) => judgeVersion(version, grounds)),
        failed: null,
      };
    } catch (error) {
      return { id, judged: [], failed: String(error) };
    }
  }
});
