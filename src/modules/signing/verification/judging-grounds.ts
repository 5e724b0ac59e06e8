import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { TrustAnchors } from '../trust-anchors.js';
import type { VerificationView } from '../domain/verification-view.js';
import type { Grounds } from './judge-file.js';
import { KeptEvidence } from './kept-evidence.js';

const FRESH_MS = 30 * 86_400_000;

/** What files are judged by at this moment: the time, the roots, what was gathered for them. */
@Injectable()
export class JudgingGrounds {
  constructor(
    private readonly anchors: TrustAnchors,
    private readonly evidence: KeptEvidence,
    private readonly clock: Clock,
  ) {}

  async of(hashes: readonly string[]): Promise<Grounds> {
    const at = this.clock.now();
    const evidence = await this.evidence.of(hashes);
    return { at, evidence, trustAnchors: await this.anchors.all() };
  }

  /** What is held is judged every night: an older report is of something that waited long. */
  isFresh({ verifiedAt }: VerificationView): boolean {
    return this.clock.now().getTime() - Date.parse(verifiedAt) < FRESH_MS;
  }
}
