import { Injectable } from '@nestjs/common';
import type { Rect } from '../../../libs/pdf-signature/index.js';
import type { Actor } from '../../platform/access/actor.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { SignaturePurpose } from './contracts/index.js';

/** What a subject wants to remember of an order until its signature comes: plain JSON. */
export type SignatureContext = Readonly<Record<string, unknown>>;

/** A signature that somebody wants, before it is known which bytes it will extend. */
export type SignatureWish = {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly purpose: SignaturePurpose;
  readonly context: SignatureContext;
};

/** What is to be signed, by whom it was ordered, and where the signature stands on the page. */
export type SignatureOrder = SignatureWish & {
  readonly actor: Actor;
  /** Names the act to the signer: `Kế hoạch: Cải cách hành chính`. */
  readonly title: string;
  /** The revision that this signature extends; signing any other is impossible. */
  readonly baseSha256: string;
  /** Which round of signatures on its subject: a later one signs the same bytes anew. */
  readonly chain?: number | undefined;
  /** Name of the signature field laid out before. */
  readonly field: string;
  /** The seal closes the document: after it only long-term data may follow. */
  readonly lock: boolean;
  /** Where the image goes when the signer moved it; else the whole field. */
  readonly box?: Rect | undefined;
  /** Printed instead of an image, followed by the second of the signature (NĐ 30/2020, annex I). */
  readonly timedText?: string | undefined;
};

export type AppliedSignature = {
  readonly requestId: string;
  readonly sha256: string;
  readonly size: number;
  readonly signedAt: Date;
};

export type AppliedOrder = AppliedSignature & { readonly order: SignatureOrder };

/** What a module knows of the things that it has signed. */
export type SigningSubject = {
  readonly type: string;
  /**
   * What there is to sign now for each of these wishes, or why this actor cannot. Asked again when
   * the base has moved on, and after a crash.
   */
  orders(
    actor: Actor,
    wishes: readonly SignatureWish[],
  ): Promise<readonly (SignatureOrder | Error)[]>;
  /**
   * Makes true what the signatures mean, in the transaction that makes them true. Locks its rows
   * first. Throws for any of them: none becomes true, and each is tried alone.
   *
   * @throws {BaseMovedOnError} a newer revision stands there: it is prepared again by itself
   */
  apply(tx: Tx, applied: readonly AppliedOrder[]): Promise<void>;
};

/** By type, filled while modules start: a request is completed in whichever process is asked. */
@Injectable()
export class SigningSubjects {
  private readonly byType = new Map<string, SigningSubject>();

  register(subject: SigningSubject): void {
    if (this.byType.has(subject.type)) throw new Error(`Two signing subjects ${subject.type}`);
    this.byType.set(subject.type, subject);
  }

  get(type: string): SigningSubject {
    const subject = this.byType.get(type);
    if (!subject) throw new Error(`No signing subject ${type}`);
    return subject;
  }

  /** One wish; throws why not. */
  async order(actor: Actor, wish: SignatureWish): Promise<SignatureOrder> {
    const [order] = await this.orders(actor, [wish]);
    if (order === undefined || order instanceof Error) throw order ?? new Error('No order');
    return order;
  }

  /** In the order of the wishes, whatever their types. */
  async orders(
    actor: Actor,
    wishes: readonly SignatureWish[],
  ): Promise<readonly (SignatureOrder | Error)[]> {
    const found: (SignatureOrder | Error)[] = [];
    for (const [type, indexes] of byType(wishes)) {
      const mine = indexes.map((index) => wishes[index]).filter((wish) => wish !== undefined);
      const orders = await this.get(type).orders(actor, mine);
      indexes.forEach((index, place) => {
        found[index] = orders[place] ?? new Error(`No order for a ${type}`);
      });
    }
    return found;
  }

  async apply(tx: Tx, applied: readonly AppliedOrder[]): Promise<void> {
    for (const [type, indexes] of byType(applied.map(({ order }) => order))) {
      const mine = indexes.map((index) => applied[index]).filter((one) => one !== undefined);
      await this.get(type).apply(tx, mine);
    }
  }
}

function byType(wishes: readonly { readonly subjectType: string }[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  wishes.forEach(({ subjectType }, index) => {
    groups.set(subjectType, [...(groups.get(subjectType) ?? []), index]);
  });
  return groups;
}
