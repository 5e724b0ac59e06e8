import { readFile, stat } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../../../config/settings.js';
import {
  readTrustAnchors,
  readTrustList,
  type TrustAnchor,
  type TrustPurpose,
} from '../../../libs/pdf-signature/index.js';
import { rows } from '../../platform/database/rows.js';
import { trustProblem, type TrustProblem, TrustRefusedError } from './domain/trust-problem.js';

type Row = {
  readonly name: string;
  readonly certificate: Buffer;
  readonly purposes: TrustPurpose[] | null;
  readonly from: Date;
  readonly until: Date | null;
};
type Read = {
  readonly mark: string;
  readonly anchors: readonly TrustAnchor[];
  /** Why nothing could be read. */
  readonly problem: TrustProblem | null;
};
type ReadFile = Pick<Read, 'anchors' | 'problem'>;

/**
 * Roots that a chain may end in, per purpose and with dates: those of the database, those of the
 * files named in the settings, those of the published list as it was fetched last.
 */
@Injectable()
export class TrustAnchors {
  private readonly logger = new Logger(TrustAnchors.name);
  /** Of each file and list, until it changes: an operator replaces a root without a restart. */
  private readonly known = new Map<string, Read>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
  ) {}

  async all(): Promise<readonly TrustAnchor[]> {
    const { stored, files } = await this.sources();
    return [...stored, ...files.flatMap(({ anchors }) => anchors), ...(await this.listed())];
  }

  /** Those of the database and of each file; what stands in the published list is its own matter. */
  async sources(): Promise<{
    readonly stored: readonly TrustAnchor[];
    readonly files: readonly (ReadFile & { readonly path: string })[];
  }> {
    const { anchorFiles } = this.settings.verification;
    const files = anchorFiles.map(async (path) => ({ path, ...(await this.fromFile(path)) }));
    return { stored: await this.stored(), files: await Promise.all(files) };
  }

  private async stored(): Promise<readonly TrustAnchor[]> {
    const found = await rows<Row>(
      this.dataSource,
      `SELECT name, certificate, purposes, trusted_from AS "from", trusted_to AS until
         FROM signing.trust_anchor ORDER BY sha256`,
    );
    return found.map(({ name, certificate, purposes, from, until }) => ({
      ...{ name, certificate, from },
      ...(purposes && { purposes }),
      ...(until && { until }),
    }));
  }

  private async listed(): Promise<readonly TrustAnchor[]> {
    const url = this.settings.verification.trustListUrl;
    if (url === null) return [];
    const [kept] = await rows<{ body: string | null }>(
      this.dataSource,
      'SELECT body FROM signing.trust_list WHERE url = $1',
      [url],
    );
    const body = kept?.body ?? null;
    if (body === null) return [];
    return this.read(url, body, () => readTrustList(body)).anchors;
  }

  private async fromFile(path: string): Promise<ReadFile> {
    const found = await stat(path).catch(() => null);
    if (found === null) return this.missing(path);
    const mark = `${found.mtimeMs} ${found.size}`;
    const known = this.known.get(path);
    if (known?.mark === mark) return known;
    const bytes = await readFile(path);
    return this.read(path, mark, () =>
      path.endsWith('.json') ? readTrustList(bytes.toString('utf8')) : readTrustAnchors([bytes]),
    );
  }

  private missing(path: string): ReadFile {
    return this.read(path, 'missing', () => {
      throw new TrustRefusedError('file-missing');
    });
  }

  /** What cannot be read vouches for nothing, and says so once. */
  private read(name: string, mark: string, parse: () => readonly TrustAnchor[]): Read {
    const before = this.known.get(name);
    if (before?.mark === mark) return before;
    const read = { mark, ...this.parsed(name, parse) };
    this.known.set(name, read);
    return read;
  }

  private parsed(name: string, parse: () => readonly TrustAnchor[]): ReadFile {
    try {
      return { anchors: parse(), problem: null };
    } catch (error) {
      const problem = trustProblem(error);
      this.logger.error(`Trusted roots ${name} cannot be read: ${JSON.stringify(problem)}`);
      return { anchors: [], problem };
    }
  }
}
