import { readFileSync } from 'node:fs';
import { answerQuestions } from '../../platform/threads/asked-thread.js';
import type { Answer, Question } from './describing-thread.js';
import { describePdf } from './domain/describe-pdf.js';

answerQuestions((path: Question): Answer => {
  try {
    return { description: describePdf(readFileSync(path)) };
  } catch (error) {
    return { failed: String(error) };
  }
});
