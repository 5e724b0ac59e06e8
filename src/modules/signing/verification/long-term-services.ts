import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../config/settings.js';
import {
  allowedHostsFetcher,
  evidenceClient,
  type EvidenceSource,
  type ExtensionServices,
  type Fetcher,
  timeStampClient,
} from '../../../../libs/pdf-signature/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { TrustAnchors } from '../trust-anchors.js';

/** Authorities that may be asked for time-stamps and evidence: allowed hosts, trusted roots. */
@Injectable()
export class LongTermServices {
  private readonly fetcher: Fetcher;

  constructor(
    private readonly settings: Settings,
    private readonly anchors: TrustAnchors,
    private readonly clock: Clock,
  ) {
    this.fetcher = allowedHostsFetcher(settings.verification.hosts);
  }

  get hasTimeStamps(): boolean {
    return this.settings.verification.timeStampUrls.length > 0;
  }

  /** For one round: answers are kept in memory until it ends. Null where no host may be asked. */
  async evidence(): Promise<EvidenceSource | null> {
    if (this.settings.verification.hosts.length === 0) return null;
    const trustAnchors = await this.anchors.all();
    const { fetcher, clock } = this;
    // As the verdict has it (docs/adr/0010): evidence is wanted of whoever names a place to ask.
    return evidenceClient({ fetcher, clock, trustAnchors, revocation: 'when-named' });
  }

  /** Null without a configured authority: then nothing is extended, by no clock of ours. */
  async extension(evidence: EvidenceSource): Promise<ExtensionServices | null> {
    if (!this.hasTimeStamps) return null;
    const trustAnchors = await this.anchors.all();
    const authorities = this.settings.verification.timeStampUrls.map((url) => ({ url }));
    const { fetcher, clock } = this;
    return {
      evidence,
      timeStamper: timeStampClient({ authorities, fetcher, trustAnchors, clock }),
    };
  }
}
