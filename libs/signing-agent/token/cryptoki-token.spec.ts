import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { selfSigned } from '../testing/self-signed.js';
import { type Attribute, CKA, CKF, CKR, type Cryptoki, type Handle } from './cryptoki.js';
import { CryptokiToken } from './cryptoki-token.js';

type MadeUp = {
  readonly label?: string;
  readonly pin?: string;
  /** CKA_ID of each certificate, hex; its key has the same. */
  readonly ids: readonly string[];
  /** What the library answers when this certificate is read, or any session opened. */
  readonly unreadable?: string;
  /** Of another kind, as for WTLS. */
  readonly noX509?: string;
  readonly isBroken?: boolean;
  readonly isLastTry?: boolean;
};

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const certificate = selfSigned(key, 'Mẫu');
const renewed = selfSigned(key, 'Mẫu', '260101000000Z');
const refusal = (code: number): Error => Object.assign(new Error(`CKR ${code}`), { code });
const handle = (text: string): Handle => Buffer.from(text);

/** A library with several tokens plugged in, all of one serial number. */
function aLibrary(tokens: readonly MadeUp[]): { cryptoki: Cryptoki; tried: string[] } {
  const tried: string[] = [];
  const tokenOf = (session: Handle): MadeUp => tokens[Number(session.toString())] ?? { ids: [] };
  let left: Handle[] = [];
  const cryptoki: Cryptoki = {
    load: () => undefined,
    C_Initialize: () => undefined,
    C_GetSlotList: () => tokens.map((_, index) => handle(String(index))),
    C_GetTokenInfo: (slot) => ({
      label: tokenOf(slot).label ?? 'USB Token',
      serialNumber: '0001',
      flags: CKF.TOKEN_INITIALIZED | (tokenOf(slot).isLastTry ? CKF.USER_PIN_FINAL_TRY : 0),
    }),
    C_GetMechanismList: () => [1],
    C_OpenSession: (slot) => {
      if (tokenOf(slot).isBroken === true) throw refusal(0x30);
      return slot;
    },
    C_CloseSession: () => undefined,
    C_Login: (session, _user, pin) => {
      tried.push(`${session.toString()} ${pin}`);
      if (pin !== tokenOf(session).pin) throw refusal(CKR.PIN_INCORRECT);
    },
    C_Logout: () => undefined,
    C_FindObjectsInit: (session, template) => {
      const wanted = valueOf(template, CKA.ID)?.toString('hex');
      left = tokenOf(session)
        .ids.filter((id) => wanted === undefined || id === wanted)
        .map((id, index, ids) => handle(ids.indexOf(id) < index ? `${id} again` : id));
    },
    C_FindObjects: (_session, most) => left.splice(0, most),
    C_FindObjectsFinal: () => undefined,
    C_GetAttributeValue: (session, object, template) => {
      const [id = '', isSecond] = object.toString().split(' ');
      if (tokenOf(session).unreadable === id) throw refusal(0x12);
      return template.map(({ type }) => {
        if (type === CKA.ID) return { type, value: Buffer.from(id, 'hex') };
        if (type !== CKA.VALUE || id === tokenOf(session).noX509)
          return { type, value: Buffer.alloc(0) };
        return { type, value: isSecond ? renewed : certificate };
      });
    },
    C_SignInit: () => undefined,
    C_Sign: (session) => Buffer.from(`by ${session.toString()}`),
  };
  return { cryptoki, tried };
}

function valueOf(template: readonly Attribute[], wanted: number): Buffer | undefined {
  const value = template.find(({ type }) => type === wanted)?.value;
  return Buffer.isBuffer(value) ? value : undefined;
}

const idsOf = (token: CryptokiToken): string[] => token.certificates().map(({ keyId }) => keyId);

describe('the tokens behind one library', () => {
  it('shows every certificate of an HSM that has hundreds', () => {
    const ids = Array.from({ length: 200 }, (_, index) => index.toString(16).padStart(4, '0'));
    expect(idsOf(new CryptokiToken(aLibrary([{ ids }]).cryptoki))).toEqual(ids);
  });

  it('lets no broken token and no unreadable certificate hide the others', () => {
    const { cryptoki } = aLibrary([
      { ids: ['01'], isBroken: true },
      { ids: ['02', '03', '04'], unreadable: '02', noX509: '04' },
    ]);
    expect(idsOf(new CryptokiToken(cryptoki))).toEqual(['03']);
    const alone = new CryptokiToken(aLibrary([{ ids: ['01'], isBroken: true }]).cryptoki);
    expect(() => alone.certificates()).toThrow('token.refused');
  });

  it('names the newest certificate of a key first: a renewed one lies beside the one before', () => {
    const token = new CryptokiToken(aLibrary([{ ids: ['01', '01'] }]).cryptoki);
    expect(token.certificates().map((one) => one.certificate)).toEqual(
      [renewed, certificate].map((der) => der.toString('base64')),
    );
  });

  it('says of which token one more wrong PIN is the last', () => {
    const token = new CryptokiToken(
      aLibrary([{ ids: ['01'] }, { ids: ['02'], isLastTry: true }]).cryptoki,
    );
    expect(token.certificates().map((one) => one.isLastTry)).toEqual([undefined, true]);
  });

  it('tries a PIN at the token that holds the key, though another bears its name and number', () => {
    const { cryptoki, tried } = aLibrary([
      { ids: ['01'], pin: '1111' },
      { ids: ['02'], pin: '2222' },
    ]);
    const token = new CryptokiToken(cryptoki);
    expect(idsOf(token)).toEqual(['01', '02']);
    const place = { tokenLabel: 'USB Token', tokenSerial: '0001', keyId: '02', certificate: '' };
    const digest = Buffer.alloc(32).toString('base64');
    const [value = ''] = token.sign(place, '2222', [
      { digestAlgorithm: 'sha256', scheme: 'rsa-pkcs1', digest },
    ]);
    expect(Buffer.from(value, 'base64').toString()).toBe('by 1');
    expect(() => {
      token.verifyPin({ ...place, keyId: '03' }, '2222');
    }).toThrow('token.key-absent');
    expect(tried).toEqual(['1 2222']);
  });
});
