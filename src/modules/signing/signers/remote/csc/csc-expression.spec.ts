import { describe, expect, it } from '@jest/globals';
import { CSC_V2 } from './csc-v2.js';

const PIN = { type: 'Password', id: 'PIN' };
const OTP = { type: 'ChallengeResponse', id: 'OTP' };
const APP = { type: 'ChallengeResponseOOB', id: 'APP' };
const SMS = { type: 'PasswordOOB', id: 'OTP-SMS', generator: 'sms' };
const EYE = { type: 'Iris', id: 'EYE' };

/** Ids of what is asked for; else what the service wants and the office cannot do. */
function asked(expression: string | null, objects: readonly object[]): readonly string[] | string {
  const { authorization } = CSC_V2.credential.parse({
    key: { status: 'enabled', algo: ['1.2.840.113549.1.1.1'] },
    cert: {},
    auth: { mode: 'explicit', objects, ...(expression === null ? {} : { expression }) },
  });
  if (authorization.mode === 'unsupported') return authorization.wanted;
  return authorization.mode === 'explicit' ? authorization.parts.map(({ id }) => id) : [];
}

describe('what a CSC credential asks its holder for', () => {
  it.each([
    ['PIN AND OTP', ['PIN', 'OTP']],
    ['PIN OR OTP', ['PIN']],
    ['OTP OR PIN', ['PIN']],
    ['PIN XOR OTP', ['PIN']],
    ['PIN AND (OTP OR APP)', ['PIN', 'OTP']],
    ['(PIN AND APP) OR (OTP AND APP)', ['PIN', 'APP']],
    ['PIN AND OTP OR APP', ['APP']],
    ['PIN AND (FACE OR APP)', ['PIN', 'APP']],
    ['((PIN))', ['PIN']],
    ['', ['PIN', 'OTP', 'APP']],
  ])('is, of a PIN, a code and an app, by %j: %j', (expression, ids) => {
    expect(asked(expression, [PIN, OTP, APP])).toEqual(ids);
  });

  it('is all of it where no expression stands', () => {
    expect(asked(null, [PIN, SMS])).toEqual(['PIN', 'OTP-SMS']);
    expect(asked(null, [])).toEqual([]);
  });

  it('is nothing typed where the service gets it by itself, whatever its name', () => {
    const secretOf = (object: object): unknown =>
      CSC_V2.credential.parse({
        key: { status: 'enabled', algo: ['1.2.840.113549.1.1.1'] },
        cert: {},
        auth: { mode: 'explicit', objects: [object] },
      }).authorization;
    expect(secretOf(SMS)).toMatchObject({ parts: [{ kind: 'push' }] });
    expect(secretOf({ ...PIN, id: 'x', generator: 'totp' })).toMatchObject({
      parts: [{ kind: 'one-time-code', isSent: false }],
    });
  });

  it('is something else where an office can ask for one of the ways', () => {
    expect(asked('EYE OR PIN', [EYE, PIN])).toEqual(['PIN']);
    expect(asked('EYE AND PIN', [EYE, PIN])).toBe('EYE AND PIN');
    expect(asked(null, [EYE, PIN])).toBe('Iris, Password');
    const second = { ...PIN, id: 'PIN2' };
    expect(asked('PIN AND PIN2', [PIN, second])).toBe('PIN AND PIN2');
    expect(asked('PIN OR PIN2', [PIN, second])).toEqual(['PIN']);
  });

  it.each([
    'PIN AND',
    'AND PIN',
    '(PIN',
    'PIN)',
    'PIN OTP',
    '()',
    'NOT PIN',
    `${'('.repeat(600)}PIN`,
  ])('is not guessed from %j', (expression) => {
    expect(asked(expression, [PIN, OTP])).toBe(expression.slice(0, 60));
  });
});
