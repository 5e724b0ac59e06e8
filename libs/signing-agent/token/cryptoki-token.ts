import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { TokenError } from '../errors.js';
import {
  type Attribute,
  CKA,
  CKF,
  CKM,
  CKO,
  CKR,
  CKU,
  type Cryptoki,
  type Handle,
  HASH_MECHANISM,
  MASK_GENERATION,
  type Mechanism,
  PARAMS_RSA_PSS,
} from './cryptoki.js';
import { DIGEST_BYTES, digestInfo, ecdsaToDer } from './signature-encoding.js';
import type { DigestToSign, KeyPlace, SigningKey, TokenCertificate } from './token.js';

const OBJECTS_AT_ONCE = 64;
const LARGEST_SIGNATURE = 1024;
/** Signed to tell keys apart, and kept by nobody; it is no document. */
const PROBE = Buffer.from('trien: which of these keys is it');
const GONE: readonly number[] = [
  CKR.SLOT_ID_INVALID,
  CKR.DEVICE_REMOVED,
  CKR.SESSION_CLOSED,
  CKR.SESSION_HANDLE_INVALID,
  CKR.TOKEN_NOT_PRESENT,
  CKR.TOKEN_NOT_RECOGNIZED,
];

type PluggedIn = {
  readonly slot: Handle;
  readonly label: string;
  readonly serial: string;
  readonly isLocked: boolean;
  readonly isLastTry: boolean;
};

/** One PKCS#11 library, spoken to call by call: runs where blocking hurts nobody. */
export class CryptokiToken {
  /** Sessions stay open between acts, logins never do. */
  private readonly sessions = new Map<string, Handle>();

  constructor(private readonly cryptoki: Cryptoki) {}

  /** A token that fails hides no other; when all do, why. */
  certificates(): TokenCertificate[] {
    const tokens = this.pluggedIn();
    const found = tokens.map((token) => attempted(() => this.certificatesOn(token)));
    const failed = found.find((one) => one instanceof TokenError);
    if (failed && found.every((one) => one instanceof TokenError)) throw failed;
    return found.flatMap((one) => (one instanceof TokenError ? [] : one));
  }

  verifyPin(place: KeyPlace, pin: string): void {
    this.loggedIn(place, pin, () => undefined);
  }

  sign(
    { certificate, ...place }: SigningKey,
    pin: string,
    digests: readonly DigestToSign[],
  ): string[] {
    return this.loggedIn(place, pin, (session, keys, slot) => {
      const known = new Set(this.cryptoki.C_GetMechanismList(slot));
      const operations = digests.map(operation);
      if (operations.some(({ mechanism }) => !known.has(mechanism.mechanism))) {
        throw new TokenError('token.mechanism-unsupported');
      }
      const by = (key: Handle): Sign => {
        const asksEachTime = this.asksEachTime(session, key);
        return (asked) => this.signOne(session, key, asked, asksEachTime ? pin : null);
      };
      const found =
        keys.length === 1 ? keys[0] : keys.find((key) => isKeyOf(certificate, by(key), digests));
      if (found === undefined) throw new TokenError('token.key-absent');
      const sign = by(found);
      return operations.map((asked) => sign(asked).toString('base64'));
    });
  }

  private signOne(
    session: Handle,
    key: Handle,
    { mechanism, data, scheme }: Operation,
    pin: string | null,
  ): Buffer {
    this.cryptoki.C_SignInit(session, mechanism, key);
    if (pin !== null) this.cryptoki.C_Login(session, CKU.CONTEXT_SPECIFIC, pin);
    const raw = this.cryptoki.C_Sign(session, data, Buffer.alloc(LARGEST_SIGNATURE));
    return scheme === 'ecdsa' ? ecdsaToDer(raw) : raw;
  }

  private certificatesOn(token: PluggedIn, keyId?: string): TokenCertificate[] {
    const template = [
      { type: CKA.CLASS, value: CKO.CERTIFICATE },
      ...(keyId === undefined ? [] : [{ type: CKA.ID, value: Buffer.from(keyId, 'hex') }]),
    ];
    return this.withSession(token, (session) =>
      this.find(session, template)
        .flatMap((object) => {
          const one = attempted(() => this.describe(token, session, object));
          return one instanceof TokenError ? [] : [one];
        })
        // A renewed certificate has the key, and the place, of the one before.
        .toSorted((one, other) => other.since - one.since)
        .map(({ found }) => found),
    );
  }

  private pluggedIn(): PluggedIn[] {
    return this.cryptoki.C_GetSlotList(true).flatMap((slot) => {
      try {
        const { label, serialNumber, flags } = this.cryptoki.C_GetTokenInfo(slot);
        if ((flags & CKF.TOKEN_INITIALIZED) === 0) return [];
        return [
          {
            slot,
            label: label.trim(),
            serial: serialNumber.trim(),
            isLocked: (flags & CKF.USER_PIN_LOCKED) !== 0,
            isLastTry: (flags & CKF.USER_PIN_FINAL_TRY) !== 0,
          },
        ];
      } catch {
        // A card half way in, or one that this library does not know, hides no other.
        return [];
      }
    });
  }

  private loggedIn<T>(
    place: KeyPlace,
    pin: string,
    act: (session: Handle, keys: readonly Handle[], slot: Handle) => T,
  ): T {
    const token = this.holding(place);
    if (token.isLocked) throw new TokenError('token.pin-locked');
    return this.withSession(token, (session) => {
      this.login(session, pin);
      try {
        const keys = this.find(session, [
          { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
          { type: CKA.ID, value: Buffer.from(place.keyId, 'hex') },
        ]);
        if (keys.length === 0) throw new TokenError('token.key-absent');
        return act(session, keys, token.slot);
      } finally {
        this.logout(session);
      }
    });
  }

  /** Tokens may bear one label and number: a PIN must not be tried at the wrong one of them. */
  private holding({ tokenLabel, tokenSerial, keyId }: KeyPlace): PluggedIn {
    const named = this.pluggedIn().filter(
      ({ label, serial }) => label === tokenLabel && serial === tokenSerial,
    );
    const [first] = named;
    if (first === undefined) throw new TokenError('token.absent');
    if (named.length === 1) return first;
    const found = named.find((token) => this.certificatesOn(token, keyId).length > 0);
    if (found === undefined) throw new TokenError('token.key-absent');
    return found;
  }

  private login(session: Handle, pin: string): void {
    try {
      this.cryptoki.C_Login(session, CKU.USER, pin);
    } catch (error) {
      if (codeOf(error) !== CKR.USER_ALREADY_LOGGED_IN) throw error;
      // Left over by an act that ended badly: whoever comes now has to show his own PIN.
      this.logout(session);
      this.cryptoki.C_Login(session, CKU.USER, pin);
    }
  }

  private logout(session: Handle): void {
    try {
      this.cryptoki.C_Logout(session);
    } catch {
      // The token was pulled out: nobody is logged in any more.
    }
  }

  /** An open session of the token; once more with a new one when the old has ended meanwhile. */
  private withSession<T>(token: PluggedIn, act: (session: Handle) => T): T {
    const name = `${token.slot.toString('hex')} ${token.serial} ${token.label}`;
    const kept = this.sessions.get(name);
    try {
      const session = kept ?? this.cryptoki.C_OpenSession(token.slot, CKF.SERIAL_SESSION);
      this.sessions.set(name, session);
      return act(session);
    } catch (error) {
      const isGone = GONE.includes(codeOf(error));
      if (isGone) this.sessions.delete(name);
      if (isGone && kept !== undefined) return this.withSession(token, act);
      throw toTokenError(error);
    }
  }

  private find(session: Handle, template: Attribute[]): Handle[] {
    this.cryptoki.C_FindObjectsInit(session, template);
    try {
      const found: Handle[] = [];
      for (;;) {
        const next = this.cryptoki.C_FindObjects(session, OBJECTS_AT_ONCE);
        if (next.length === 0) return found;
        found.push(...next);
      }
    } finally {
      this.cryptoki.C_FindObjectsFinal(session);
    }
  }

  private describe(
    token: PluggedIn,
    session: Handle,
    object: Handle,
  ): { readonly since: number; readonly found: TokenCertificate } {
    const [id, label, value] = this.cryptoki
      .C_GetAttributeValue(session, object, [
        { type: CKA.ID },
        { type: CKA.LABEL },
        { type: CKA.VALUE },
      ])
      .map((attribute) => attribute.value);
    // Tokens keep other objects of this class, too: read here, they trouble nobody who asks.
    const { raw, validFrom } = new X509Certificate(value ?? Buffer.alloc(0));
    const found = {
      tokenLabel: token.label,
      tokenSerial: token.serial,
      keyId: id?.toString('hex') ?? '',
      label: label?.toString('utf8') ?? '',
      certificate: raw.toString('base64'),
      ...(token.isLastTry ? { isLastTry: true as const } : {}),
    };
    return { since: Date.parse(validFrom), found };
  }

  /** Keys for qualified signatures want the PIN before every one (PKCS#11 v2.40, 4.9). */
  private asksEachTime(session: Handle, key: Handle): boolean {
    try {
      const [flag] = this.cryptoki.C_GetAttributeValue(session, key, [
        { type: CKA.ALWAYS_AUTHENTICATE },
      ]);
      return (flag?.value[0] ?? 0) !== 0;
    } catch {
      return false;
    }
  }
}

type Operation = Pick<DigestToSign, 'scheme'> & {
  readonly mechanism: Mechanism;
  readonly data: Buffer;
};
type Sign = (asked: Operation) => Buffer;

/**
 * Several keys of one CKA_ID: a token shows neither every public key nor which belongs to which, so
 * each is asked to sign.
 */
function isKeyOf(certificate: string, sign: Sign, [first]: readonly DigestToSign[]): boolean {
  if (first === undefined) return false;
  const { digestAlgorithm, scheme } = first;
  const digest = createHash(digestAlgorithm).update(PROBE).digest('base64');
  try {
    const value = sign(operation({ digestAlgorithm, scheme, digest }));
    const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
    const padding =
      scheme === 'rsa-pss' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    const key = scheme === 'ecdsa' ? publicKey : { key: publicKey, padding };
    return verify(digestAlgorithm, PROBE, key, value);
  } catch (error) {
    if (GONE.includes(codeOf(error))) throw error;
    // A key of another kind, or one that signs nothing.
    return false;
  }
}

function operation(asked: DigestToSign): Operation {
  return { ...mechanismOf(asked), scheme: asked.scheme };
}

function mechanismOf({ digestAlgorithm, scheme, digest }: DigestToSign): Omit<Operation, 'scheme'> {
  const bytes = Buffer.from(digest, 'base64');
  if (bytes.length !== DIGEST_BYTES[digestAlgorithm]) throw new TokenError('token.refused');
  switch (scheme) {
    case 'rsa-pkcs1':
      return { mechanism: { mechanism: CKM.RSA_PKCS }, data: digestInfo(digestAlgorithm, bytes) };
    case 'rsa-pss':
      return {
        mechanism: {
          mechanism: CKM.RSA_PKCS_PSS,
          parameter: {
            type: PARAMS_RSA_PSS,
            hashAlg: HASH_MECHANISM[digestAlgorithm],
            mgf: MASK_GENERATION[digestAlgorithm],
            saltLen: bytes.length,
          },
        },
        data: bytes,
      };
    case 'ecdsa':
      return { mechanism: { mechanism: CKM.ECDSA }, data: bytes };
  }
}

function attempted<Value>(act: () => Value): Value | TokenError {
  try {
    return act();
  } catch (error) {
    return toTokenError(error);
  }
}

function codeOf(error: unknown): number {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'number' ? code : -1;
}

function toTokenError(error: unknown): TokenError {
  if (error instanceof TokenError) return error;
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  switch (code) {
    case CKR.PIN_INCORRECT:
    case CKR.PIN_INVALID:
    case CKR.PIN_LEN_RANGE:
      return new TokenError('token.pin-wrong', detail);
    case CKR.PIN_LOCKED:
      return new TokenError('token.pin-locked', detail);
    case CKR.PIN_EXPIRED:
      return new TokenError('token.pin-expired', detail);
    case CKR.MECHANISM_INVALID:
    case CKR.MECHANISM_PARAM_INVALID:
      return new TokenError('token.mechanism-unsupported', detail);
    default:
      return new TokenError(GONE.includes(code) ? 'token.absent' : 'token.refused', detail);
  }
}
