import {
  compareWithExpectation,
  lintBeforeSigning,
  PdfSignatureError,
} from '../../../../libs/pdf-signature/index.js';
import { answerQuestions } from '../../../platform/threads/asked-thread.js';
import { returnedFileProblem } from '../domain/returned-file.js';
import { NotAPdfError } from '../signing.errors.js';
import { gatherAtOnce } from './evidence-gathering.js';
import { judgeFile } from './judge-file.js';
import type { Answer, OutsideActs, Question } from './outside-thread.js';

const ACTS: OutsideActs = {
  judge: judgeFile,
  gather: gatherAtOnce,
  compare: (pdf, report, remembered) =>
    remembered.map((expected) => compareWithExpectation(pdf, report, expected)),
  lint: (pdf) => lintBeforeSigning(pdf).map(({ code }) => code),
  compareReturned: returnedFileProblem,
};

answerQuestions(async ({ act, given }: Question): Promise<Answer> => {
  const doIt = ACTS[act] as (...all: typeof given) => ReturnType<OutsideActs[typeof act]>;
  try {
    return { said: await doIt(...given) };
  } catch (error) {
    if (error instanceof NotAPdfError) return { unreadable: String(error.params['reason']) };
    if (error instanceof PdfSignatureError) return { unreadable: error.code };
    return { failed: String(error) };
  }
});
