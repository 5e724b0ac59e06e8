import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../../platform/errors/texts.js';
import {
  FileCannotBeSignedError,
  ReturnedFileRefusedError,
  SignatureNotAcceptedError,
  SignedFileInvalidError,
} from '../signing.errors.js';
import '../signing.texts.js';

const REFUSALS = [
  new FileCannotBeSignedError('field.already-signed'),
  new SignatureNotAcceptedError('whole-file-expected'),
  new SignatureNotAcceptedError('signature.mismatch'),
  new ReturnedFileRefusedError('wrong-signer'),
  new SignedFileInvalidError('signature-removed'),
];

describe('why something was not signed', () => {
  it.each(REFUSALS)('is said in words, never by the code of a program: $message', (refusal) => {
    const { vi, en } = textOf(refusal.code, refusal.params);
    for (const said of [vi, en]) {
      expect(said).not.toContain(String(refusal.params['reason']));
      expect(said).not.toMatch(/\{|\(\)|\.\.|undefined| {2}/);
    }
  });

  it('names what a program on the PC did wrong', () => {
    const { code, params } = new ReturnedFileRefusedError('wrong-signer');
    expect(textOf(code, params).vi).toContain('chứng thư số khác với chứng thư số đã đăng ký');
  });
});
