import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { Verifier } from '../verifier.js';
import type { HashedFile } from './judge-file.js';
import { type JudgedVersion, judgeVersion } from './judge-version.js';
import { JudgingGrounds } from './judging-grounds.js';
import { JudgingThread } from './judging-thread.js';
import { SignedMemory } from './signed-memory.js';

/** One press is judged at once; more, or large scans, would keep everybody else waiting meanwhile. */
const MOST_IN_PLACE = { versions: 4, bytes: 4 * 1024 * 1024 };

/** What this system signs is judged as a stranger would, before it means anything. */
@Injectable()
export class SignedCheck {
  constructor(
    private readonly grounds: JudgingGrounds,
    private readonly verifier: Verifier,
    private readonly thread: JudgingThread,
    private readonly memory: SignedMemory,
  ) {}

  /** @throws what {@link judgeVersion} says of any of them */
  async judge(versions: readonly HashedFile[]): Promise<readonly JudgedVersion[]> {
    const grounds = await this.grounds.of(versions.map(({ sha256 }) => sha256));
    const inPlace = (): readonly JudgedVersion[] =>
      versions.map((version) => judgeVersion(version, grounds));
    if (!isMuch(versions)) return inPlace();
    const judged = this.thread.judge(versions, grounds);
    // Of several each is asked about again alone; then its reason is wanted, which no thread tells.
    return versions.length === 1 ? judged.catch(inPlace) : judged;
  }

  async keep(tx: Tx, judged: readonly JudgedVersion[]): Promise<void> {
    await this.verifier.keep(tx, judged);
    await this.memory.remember(tx, judged);
  }
}

function isMuch(versions: readonly HashedFile[]): boolean {
  const bytes = versions.reduce((sum, { pdf }) => sum + pdf.byteLength, 0);
  return versions.length > MOST_IN_PLACE.versions || bytes > MOST_IN_PLACE.bytes;
}
