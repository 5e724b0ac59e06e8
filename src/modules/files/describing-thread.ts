import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AskedThread } from '../../platform/threads/asked-thread.js';
import type { PdfDescription } from './domain/describe-pdf.js';

/** Path of a spooled file. */
export type Question = string;
export type Answer = { readonly description: PdfDescription } | { readonly failed: string };

const MOST_HEAP_MB = 512;

/** Looks at uploads beside the event loop: one that was made to cost much keeps nobody else waiting. */
@Injectable()
export class DescribingThread implements OnApplicationShutdown {
  private readonly thread = new AskedThread<Question, Answer>(
    new URL('./describing-thread-entry', import.meta.url),
    { tries: 2, resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB } },
  );

  async describe(path: string): Promise<PdfDescription> {
    const answer = await this.thread.ask(path);
    if (answer === null) return { refusal: tooComplex };
    if ('failed' in answer) throw new Error(answer.failed);
    return answer.description;
  }

  onApplicationShutdown(): Promise<void> {
    return this.thread.end();
  }
}

const tooComplex = { code: 'files.broken', params: { reason: 'pdf.too-complex' } };
