import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type EvidenceSource,
  type ExtensionServices,
  extendSignatures,
  PdfSignatureError,
} from '../../../../libs/pdf-signature/index.js';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Nightly, type NightlyTask } from '../../../platform/jobs/nightly.js';
import { FileStore } from '../../files/index.js';
import {
  hasStopped,
  isLost,
  isUnderTimeStamp,
  needsExtension,
  type VerificationEnd,
} from '../domain/verification-end.js';
import { Verifier } from '../verifier.js';
import { gatherFor, lacksEvidence } from './evidence-gathering.js';
import { ExtendedVersion } from './extended-version.js';
import { hashed, type Judgement } from './judge-file.js';
import { KeptEvidence } from './kept-evidence.js';
import { LongTermServices } from './long-term-services.js';
import { type SignedFileKeeper, SignedFiles } from './signed-files.js';
import { type UpkeepResult, UpkeepRows } from './upkeep-rows.js';

const PAGE = 100;

type Round = {
  readonly night: LocalDate;
  readonly evidence: EvidenceSource | null;
  readonly extension: ExtensionServices | null;
};

/**
 * Each night every signed file that is kept: judged again, evidence gathered while its issuers still
 * answer, and time-stamped (B-LTA) before what proves it ends.
 */
@Injectable()
export class KeepVerifiableTask implements NightlyTask, OnModuleInit {
  readonly name = 'signing.keep-verifiable';
  private readonly logger = new Logger(KeepVerifiableTask.name);

  // eslint-disable-next-line @typescript-eslint/max-params -- a round over files, judge, authorities and rows
  constructor(
    private readonly nightly: Nightly,
    private readonly keepers: SignedFiles,
    private readonly files: FileStore,
    private readonly verifier: Verifier,
    private readonly kept: KeptEvidence,
    private readonly services: LongTermServices,
    private readonly extended: ExtendedVersion,
    private readonly upkeep: UpkeepRows,
    private readonly clock: Clock,
    private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.nightly.add(this);
  }

  /** Begun again after a crash it goes on where it was: what had its turn tonight is passed over. */
  async run(night: LocalDate): Promise<void> {
    const evidence = await this.services.evidence();
    const extension = evidence && (await this.services.extension(evidence));
    for (const keeper of this.keepers.all()) {
      await this.sweep(keeper, { night, evidence, extension });
    }
    await this.upkeep.forgetEnds();
  }

  private async sweep(keeper: SignedFileKeeper, round: Round): Promise<void> {
    let after = '';
    for (;;) {
      const page = await keeper.list(this.dataSource, { after, limit: PAGE });
      const last = page.at(-1);
      if (!last) return;
      for (const sha256 of new Set(page.map((file) => file.sha256))) {
        if (await this.upkeep.claim(sha256, round.night)) await this.takeUp(sha256, round);
      }
      after = last.sha256;
    }
  }

  /** One file that cannot be read or stamped stops no other. */
  private async takeUp(sha256: string, round: Round): Promise<void> {
    try {
      const result = await this.treat(sha256, round);
      if (result) await this.upkeep.settle(this.dataSource, round.night, result);
    } catch (error) {
      const detail = error instanceof DomainError ? error.code : String(error);
      this.logger.error(`${sha256}: ${error instanceof Error ? error.message : detail}`);
      const failed = { sha256, outcome: 'failed', detail } as const;
      await this.upkeep.settle(this.dataSource, round.night, failed);
    }
  }

  /** Null when the extended version has told what was done. */
  private async treat(sha256: string, round: Round): Promise<UpkeepResult | null> {
    const file = { sha256, pdf: await this.files.read(sha256) };
    let judged = { file, judgement: await this.verifier.judge(file) };
    let vain: string | null = null;
    try {
      // Under a time-stamp evidence alone may be what is wanting: no reason for another one.
      if (isUnderTimeStamp(judged.judgement.report)) judged = await this.gather(judged, round);
      if (round.extension && needsExtension(judged.judgement.report, this.clock.now())) {
        const result = await this.extend(judged, round, round.extension);
        if (result === 'moved') return null;
        if (result !== 'unchanged') vain = result.vain;
      } else if (!isUnderTimeStamp(judged.judgement.report)) {
        judged = await this.gather(judged, round);
      }
    } catch (error) {
      if (!(error instanceof PdfSignatureError)) throw error;
      vain = error.message;
    }
    await this.verifier.keep(this.dataSource, [judged.judgement]);
    return vain === null
      ? { sha256, outcome: 'judged' }
      : { sha256, outcome: 'unavailable', detail: vain };
  }

  /** Keeps beside the file what its issuers say today, as far as something is open, and judges with it. */
  private async gather(judged: Judged, { evidence }: Round): Promise<Judged> {
    const {
      file,
      judgement: { report },
    } = judged;
    if (evidence === null || isLost(report) || !lacksEvidence(report)) return judged;
    await this.kept.keep(file.sha256, await gatherFor(file.pdf, report, evidence));
    return { file, judgement: await this.verifier.judge(file) };
  }

  /** Unchanged: all that had the file have another one meanwhile. */
  private async extend(
    { file, judgement }: Judged,
    { night }: Round,
    extension: ExtensionServices,
  ): Promise<'moved' | 'unchanged' | { readonly vain: string }> {
    const longer = await extendSignatures(file.pdf, 'B-LTA', extension);
    requireExtension(file.pdf, longer);
    const after = await this.verifier.judge(await hashed(longer));
    const vain = reasonInVain(judgement, after);
    if (vain !== null) return { vain };
    const extended = { base: file.sha256, pdf: longer, judgement: after };
    return (await this.extended.apply(night, extended)) > 0 ? 'moved' : 'unchanged';
  }
}

type Judged = {
  readonly file: { readonly sha256: string; readonly pdf: Buffer };
  readonly judgement: Judgement;
};

/** Signed bytes never change: what is not an exact continuation is thrown away. */
function requireExtension(pdf: Buffer, longer: Uint8Array): void {
  const isExact = longer.length > pdf.length && pdf.equals(longer.subarray(0, pdf.length));
  if (!isExact) throw new Error('The extended file does not continue its base');
}

/** Why a longer file is not kept: the same would be done again every night, and the file only grow. */
function reasonInVain(before: Judgement, after: Judgement): string | null {
  if (hasStopped(after.report)) return 'verification.stopped';
  const isBetter = isLater(after.end, before.end);
  return isUnderTimeStamp(before.report) && !isBetter ? 'time-stamp.ends-no-later' : null;
}

function isLater(after: VerificationEnd | null, before: VerificationEnd | null): boolean {
  return after === null || before === null || after.at > before.at;
}
