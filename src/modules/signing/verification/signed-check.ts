import { Injectable } from '@nestjs/common';
import type { VerificationReport } from '../../../../libs/pdf-signature/index.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { FileStore } from '../../files/index.js';
import type { VerificationView } from '../domain/verification-view.js';
import { SignedFileInvalidError } from '../signing.errors.js';
import { Verifier } from '../verifier.js';
import { type Remembrance, SignedMemory } from './signed-memory.js';

/** A judged version, ready to be kept with the act that makes it true. */
export type JudgedVersion = {
  readonly view: VerificationView;
  readonly remembrance: Remembrance;
};

/** What this system signs is judged as a stranger would, before it means anything. */
@Injectable()
export class SignedCheck {
  constructor(
    private readonly verifier: Verifier,
    private readonly memory: SignedMemory,
    private readonly files: FileStore,
  ) {}

  /** @throws {SignedFileInvalidError} a signature in one of them is broken: the act must not happen */
  async judge(hashes: readonly string[]): Promise<readonly JudgedVersion[]> {
    const judged: JudgedVersion[] = [];
    for (const sha256 of hashes) {
      const pdf = await this.files.read(sha256);
      const { view, report } = await this.verifier.judge(pdf);
      requireUnbroken(report);
      judged.push({ view, remembrance: this.memory.remembranceOf(pdf, report) });
    }
    return judged;
  }

  async keep(tx: Tx, judged: readonly JudgedVersion[]): Promise<void> {
    await this.verifier.keep(
      tx,
      judged.map(({ view }) => view),
    );
    await this.memory.remember(
      tx,
      judged.map(({ remembrance }) => remembrance),
    );
  }
}

function requireUnbroken({ signatures, reasons }: VerificationReport): void {
  const broken = signatures.find(({ verdict }) => verdict === 'invalid');
  if (broken) throw new SignedFileInvalidError(broken.reasons[0] ?? reasons[0] ?? 'unknown');
}
