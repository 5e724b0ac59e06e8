import { Injectable } from '@nestjs/common';
import type { VerificationReport } from '../../../../libs/pdf-signature/index.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import type { VerificationView } from '../domain/verification-view.js';
import { SignedFileInvalidError } from '../signing.errors.js';
import { Verifier } from '../verifier.js';
import { type HashedFile, judgeFile } from './judge-file.js';
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
  ) {}

  /** @throws {SignedFileInvalidError} a signature in one of them is broken: the act must not happen */
  async judge(versions: readonly HashedFile[]): Promise<readonly JudgedVersion[]> {
    const grounds = await this.verifier.grounds(versions.map(({ sha256 }) => sha256));
    return versions.map((version) => {
      const { view, report } = judgeFile(version, grounds);
      requireUnbroken(report);
      return { view, remembrance: this.memory.remembranceOf(version.pdf, report) };
    });
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
