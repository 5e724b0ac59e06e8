import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type UploadFinding, UploadChecks } from '../../files/index.js';
import { lintSentence } from '../domain/lint-sentences.js';
import type { VerificationView } from '../domain/verification-view.js';
import { NotAPdfError } from '../signing.errors.js';
import { Verifier } from '../verifier.js';
import { OutsideThread } from './outside-thread.js';

const TONES: Readonly<Record<VerificationView['verdict'], UploadFinding['tone']>> = {
  valid: 'good',
  invalid: 'bad',
  unknown: 'warning',
  unsigned: 'good',
};

/** Every PDF that is brought in: its signatures judged and kept, or what might hide in an unsigned one. */
@Injectable()
export class UploadJudgement implements OnModuleInit {
  constructor(
    private readonly checks: UploadChecks,
    private readonly verifier: Verifier,
    private readonly thread: OutsideThread,
  ) {}

  onModuleInit(): void {
    this.checks.register((pdf) => this.look(pdf));
  }

  private async look(pdf: Uint8Array): Promise<readonly UploadFinding[]> {
    try {
      const view = await this.verifier.verifyFromOutside(pdf);
      const remembered = view.memory.map((one) => ({ ...one, tone: 'bad' as const }));
      return view.verdict === 'unsigned'
        ? [...remembered, ...(await this.warningsOf(pdf))]
        : [
            { code: `verdict-${view.verdict}`, tone: TONES[view.verdict], ...view.sentence },
            ...remembered,
          ];
    } catch (error) {
      // Readable when it was uploaded, too costly to judge: its signatures are judged when it is used.
      if (error instanceof NotAPdfError) return [];
      throw error;
    }
  }

  /** Each kind once: ten hidden fonts are one thing to do. */
  private async warningsOf(pdf: Uint8Array): Promise<readonly UploadFinding[]> {
    const found = await this.thread.ask('lint', pdf).catch((error: unknown) => {
      if (error instanceof NotAPdfError) return [];
      throw error;
    });
    const codes = new Set(found);
    return [...codes].map((code) => ({ code, tone: 'warning', ...lintSentence(code) }));
  }
}
