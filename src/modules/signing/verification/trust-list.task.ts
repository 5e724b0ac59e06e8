import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../../../../config/settings.js';
import {
  allowedHostsFetcher,
  checkTrustListSignature,
  type Fetcher,
  readTrustAnchors,
  requireNoRollback,
} from '../../../../libs/pdf-signature/index.js';
import { Clock } from '../../../platform/clock/clock.js';
import { maybeRow, rows } from '../../../platform/database/rows.js';
import { Nightly, type NightlyTask } from '../../../platform/jobs/nightly.js';
import { trustProblem, type TrustProblem, TrustRefusedError } from '../domain/trust-problem.js';

const MOST_BYTES = 4 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** Each night the published list of roots; one that cannot be had or read leaves the last in force. */
@Injectable()
export class TrustListTask implements NightlyTask, OnModuleInit, OnApplicationBootstrap {
  readonly name = 'signing.fetch-trust-list';
  private readonly fetcher: Fetcher;

  constructor(
    private readonly nightly: Nightly,
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    this.fetcher = allowedHostsFetcher(settings.verification.hosts);
  }

  onModuleInit(): void {
    this.nightly.add(this);
  }

  /** A list that was named only now is not waited for until the night. */
  async onApplicationBootstrap(): Promise<void> {
    const url = this.settings.verification.trustListUrl;
    if (url === null) return;
    const tried = await maybeRow(
      this.dataSource,
      'SELECT 1 FROM signing.trust_list WHERE url = $1',
      [url],
    );
    if (tried === null) await this.run();
  }

  async run(): Promise<void> {
    const url = this.settings.verification.trustListUrl;
    if (url === null) return;
    try {
      const body = await this.fetch(url);
      await this.requirePublisher(url, body);
      const text = Buffer.from(body).toString('utf8');
      const held = await this.held(url);
      requireNoRollback(held, text, this.clock.now());
      await this.keep(url, { held, text });
    } catch (error) {
      await this.note(url, trustProblem(error));
    }
  }

  private async fetch(url: string): Promise<Uint8Array> {
    const { status, body } = await this.fetcher({
      ...{ url, method: 'GET', headers: {} },
      ...{ maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS },
    });
    if (status !== 200) throw new TrustRefusedError('status', { status });
    return body;
  }

  /** Where publishers are named, an unsigned list is nobody's. */
  private async requirePublisher(url: string, body: Uint8Array): Promise<void> {
    const files = this.settings.verification.publisherFiles;
    if (files.length === 0) return;
    const publishers = readTrustAnchors(await Promise.all(files.map(read)));
    const isSigned = checkTrustListSignature(
      body,
      await this.fetch(signatureOf(url)),
      publishers.map(({ certificate }) => certificate),
    );
    if (!isSigned) throw new TrustRefusedError('unsigned');
  }

  private async held(url: string): Promise<string | null> {
    const row = await maybeRow<{ body: string | null }>(
      this.dataSource,
      'SELECT body FROM signing.trust_list WHERE url = $1',
      [url],
    );
    return row?.body ?? null;
  }

  /** Of two processes that fetch at once the later must not put an older list over the newer one. */
  private async keep(
    url: string,
    { held, text }: { readonly held: string | null; readonly text: string },
  ): Promise<void> {
    await rows(
      this.dataSource,
      `INSERT INTO signing.trust_list AS kept (url, body, fetched_at, tried_at)
       VALUES ($1, $2, $3, $3)
       ON CONFLICT (url) DO UPDATE SET body = excluded.body, fetched_at = excluded.fetched_at,
         tried_at = excluded.tried_at, problem = NULL
        WHERE kept.body IS NOT DISTINCT FROM $4`,
      [url, text, this.clock.now(), held],
    );
  }

  private async note(url: string, problem: TrustProblem): Promise<void> {
    await rows(
      this.dataSource,
      `INSERT INTO signing.trust_list (url, tried_at, problem) VALUES ($1, $2, $3)
       ON CONFLICT (url) DO UPDATE SET tried_at = excluded.tried_at, problem = excluded.problem`,
      [url, this.clock.now(), JSON.stringify(problem)],
    );
  }
}

/** Beside the list, whatever key its address carries. */
function signatureOf(list: string): string {
  const url = new URL(list);
  url.pathname += '.p7s';
  return url.href;
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch {
    throw new TrustRefusedError('file-missing', { file: basename(file) });
  }
}
