import { describe, expect, it } from '@jest/globals';
import { ApiProblem, problemText } from './problem';

const problem = { status: 422, code: 'platform.invalid-input', detail: 'x: /pin.', detailEn: '' };
const weak = { pointer: '/pin', code: 'weak-pin', message: 'Mã PIN quá dễ đoán.', messageEn: '' };

describe('what a page says of a refusal', () => {
  it('tells what is wrong in words, once each, and no JSON pointer', () => {
    const twice = new ApiProblem({ ...problem, errors: [weak, { ...weak, pointer: '/again' }] });
    expect(problemText(twice)).toBe('Nội dung gửi lên chưa hợp lệ. Mã PIN quá dễ đoán.');
  });

  it('calls it news of the document only when the document moved on', () => {
    const conflict = (code: string): boolean =>
      new ApiProblem({ ...problem, status: 409, code }).isConflict;
    expect(conflict('signing.certificate-not-valid')).toBe(false);
    expect(conflict('signing.base-moved-on')).toBe(true);
    expect(conflict('documents.revision-moved-on')).toBe(true);
  });
});
