import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  type EvidenceSource,
  type ExtensionServices,
  extendSignatures,
  PdfSignatureError,
  type VerificationReport,
} from '../../../../libs/pdf-signature/index.js';
import type { LocalDate } from '../../../../libs/working-calendar/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Nightly, type NightlyTask } from '../../../platform/jobs/nightly.js';
import { FileStore } from '../../files/index.js';
import {
  endOfVerification,
  hasStopped,
  isLost,
  isUnderTimeStamp,
  needsExtension,
  type VerificationEnd,
} from '../domain/verification-end.js';
import { Verifier } from '../verifier.js';
import { gatherFor, lacksEvidence } from './evidence-gathering.js';
import { ExtendedVersion } from './extended-version.js';
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
      const failed = { sha256, outcome: 'failed', detail, end: null } as const;
      await this.upkeep.settle(this.dataSource, round.night, failed);
    }
  }

  /** Null when the extended version has told what was done. */
  private async treat(sha256: string, round: Round): Promise<UpkeepResult | null> {
    const pdf = await this.files.read(sha256);
    let { report } = await this.verifier.judge(pdf);
    try {
      // Under a time-stamp evidence alone may be what is wanting: no reason for another one.
      if (isUnderTimeStamp(report)) report = await this.gather({ sha256, pdf, report }, round);
      if (round.extension && needsExtension(report, this.clock.now())) {
        const result = await this.extend({ sha256, pdf, report }, round, round.extension);
        if (result !== 'unchanged') return result;
      } else if (!isUnderTimeStamp(report)) {
        report = await this.gather({ sha256, pdf, report }, round);
      }
    } catch (error) {
      if (!(error instanceof PdfSignatureError)) throw error;
      await this.verifier.verify(pdf);
      const end = endOfVerification(report);
      return { sha256, outcome: 'unavailable', detail: error.message, end };
    }
    await this.verifier.verify(pdf);
    return { sha256, outcome: 'judged', end: endOfVerification(report) };
  }

  /** Keeps beside the file what its issuers say today, as far as something is open; answers the report with it. */
  private async gather(
    { sha256, pdf, report }: Judged,
    { evidence }: Round,
  ): Promise<VerificationReport> {
    if (evidence === null || isLost(report) || !lacksEvidence(report)) return report;
    await this.kept.keep(sha256, await gatherFor(pdf, report, evidence));
    return (await this.verifier.judge(pdf)).report;
  }

  private async extend(
    { sha256, pdf, report }: Judged,
    { night }: Round,
    extension: ExtensionServices,
  ): Promise<UpkeepResult | null | 'unchanged'> {
    const longer = await extendSignatures(pdf, 'B-LTA', extension);
    requireExtension(pdf, longer);
    const after = (await this.verifier.judge(longer)).report;
    const vain = reasonInVain(report, after);
    if (vain !== null) {
      await this.verifier.verify(pdf);
      return { sha256, outcome: 'unavailable', detail: vain, end: endOfVerification(report) };
    }
    const end = endOfVerification(after);
    const moved = await this.extended.apply(night, { base: sha256, pdf: longer, end });
    return moved > 0 ? null : 'unchanged';
  }
}

type Judged = {
  readonly sha256: string;
  readonly pdf: Buffer;
  readonly report: VerificationReport;
};

/** Signed bytes never change: what is not an exact continuation is thrown away. */
function requireExtension(pdf: Buffer, longer: Uint8Array): void {
  const isExact = longer.length > pdf.length && pdf.equals(longer.subarray(0, pdf.length));
  if (!isExact) throw new Error('The extended file does not continue its base');
}

/** Why a longer file is not kept: the same would be done again every night, and the file only grow. */
function reasonInVain(before: VerificationReport, after: VerificationReport): string | null {
  if (hasStopped(after)) return 'verification.stopped';
  const isBetter = isLater(endOfVerification(after), endOfVerification(before));
  return isUnderTimeStamp(before) && !isBetter ? 'time-stamp.ends-no-later' : null;
}

function isLater(after: VerificationEnd | null, before: VerificationEnd | null): boolean {
  return after === null || before === null || after.at > before.at;
}
