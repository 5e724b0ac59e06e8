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
import type { DigestToSign, KeyPlace, TokenCertificate } from './token.js';

const MOST_OBJECTS = 64;
const LARGEST_SIGNATURE = 1024;
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
};

/** One PKCS#11 library, spoken to call by call: runs where blocking hurts nobody. */
export class CryptokiToken {
  /** Sessions stay open between acts, logins never do. */
  private readonly sessions = new Map<string, Handle>();

  constructor(private readonly cryptoki: Cryptoki) {}

  certificates(): TokenCertificate[] {
    return this.pluggedIn().flatMap((token) =>
      this.withSession(token, (session) =>
        this.find(session, [{ type: CKA.CLASS, value: CKO.CERTIFICATE }]).map((object) =>
          this.describe(token, session, object),
        ),
      ),
    );
  }

  verifyPin(place: KeyPlace, pin: string): void {
    this.loggedIn(place, pin, () => undefined);
  }

  sign(place: KeyPlace, pin: string, digests: readonly DigestToSign[]): string[] {
    return this.loggedIn(place, pin, (session, key, slot) => {
      const asksEachTime = this.asksEachTime(session, key);
      const known = new Set(this.cryptoki.C_GetMechanismList(slot));
      return digests.map((digest) => {
        const { mechanism, data } = operation(digest);
        if (!known.has(mechanism.mechanism)) throw new TokenError('token.mechanism-unsupported');
        this.cryptoki.C_SignInit(session, mechanism, key);
        if (asksEachTime) this.cryptoki.C_Login(session, CKU.CONTEXT_SPECIFIC, pin);
        const raw = this.cryptoki.C_Sign(session, data, Buffer.alloc(LARGEST_SIGNATURE));
        const value = digest.scheme === 'ecdsa' ? ecdsaToDer(raw) : raw;
        return value.toString('base64');
      });
    });
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
    act: (session: Handle, key: Handle, slot: Handle) => T,
  ): T {
    const token = this.pluggedIn().find(
      ({ label, serial }) => label === place.tokenLabel && serial === place.tokenSerial,
    );
    if (token === undefined) throw new TokenError('token.absent');
    if (token.isLocked) throw new TokenError('token.pin-locked');
    return this.withSession(token, (session) => {
      this.login(session, pin);
      try {
        const [key] = this.find(session, [
          { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
          { type: CKA.ID, value: Buffer.from(place.keyId, 'hex') },
        ]);
        if (key === undefined) throw new TokenError('token.key-absent');
        return act(session, key, token.slot);
      } finally {
        this.logout(session);
      }
    });
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
    const name = `${token.serial} ${token.label}`;
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
      return this.cryptoki.C_FindObjects(session, MOST_OBJECTS);
    } finally {
      this.cryptoki.C_FindObjectsFinal(session);
    }
  }

  private describe(token: PluggedIn, session: Handle, object: Handle): TokenCertificate {
    const [id, label, value] = this.cryptoki
      .C_GetAttributeValue(session, object, [
        { type: CKA.ID },
        { type: CKA.LABEL },
        { type: CKA.VALUE },
      ])
      .map((attribute) => attribute.value);
    return {
      tokenLabel: token.label,
      tokenSerial: token.serial,
      keyId: id?.toString('hex') ?? '',
      label: label?.toString('utf8') ?? '',
      certificate: value?.toString('base64') ?? '',
    };
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

function operation({ digestAlgorithm, scheme, digest }: DigestToSign): {
  mechanism: Mechanism;
  data: Buffer;
} {
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
