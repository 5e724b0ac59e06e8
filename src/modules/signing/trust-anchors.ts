import { readFile, stat } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Settings } from '../../../config/settings.js';
import {
  PdfSignatureError,
  readTrustAnchors,
  readTrustList,
  type TrustAnchor,
  type TrustPurpose,
} from '../../../libs/pdf-signature/index.js';
import { rows } from '../../platform/database/rows.js';

type Row = {
  readonly name: string;
  readonly certificate: Buffer;
  readonly purposes: TrustPurpose[] | null;
  readonly from: Date;
  readonly until: Date | null;
};
type Read = { readonly mark: string; readonly anchors: readonly TrustAnchor[] };

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
    const { anchorFiles } = this.settings.verification;
    const files = await Promise.all(anchorFiles.map((path) => this.fromFile(path)));
    return [...(await this.stored()), ...files.flat(), ...(await this.listed())];
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
    return this.read(url, body, () => readTrustList(body));
  }

  private async fromFile(path: string): Promise<readonly TrustAnchor[]> {
    const found = await stat(path).catch(() => null);
    if (found === null) return this.missing(path);
    const mark = `${found.mtimeMs} ${found.size}`;
    if (this.known.get(path)?.mark === mark) return this.known.get(path)?.anchors ?? [];
    const bytes = await readFile(path);
    return this.read(path, mark, () =>
      path.endsWith('.json') ? readTrustList(bytes.toString('utf8')) : readTrustAnchors([bytes]),
    );
  }

  private missing(path: string): readonly TrustAnchor[] {
    return this.read(path, 'missing', () => {
      throw new PdfSignatureError('trust.malformed', { detail: 'no such file' });
    });
  }

  /** What cannot be read vouches for nothing, and says so once. */
  private read(
    name: string,
    mark: string,
    parse: () => readonly TrustAnchor[],
  ): readonly TrustAnchor[] {
    const before = this.known.get(name);
    if (before?.mark === mark) return before.anchors;
    let anchors: readonly TrustAnchor[] = [];
    try {
      anchors = parse();
    } catch (error) {
      if (!(error instanceof PdfSignatureError)) throw error;
      this.logger.error(`Trusted roots ${name} cannot be read: ${error.message}`);
    }
    this.known.set(name, { mark, anchors });
    return anchors;
  }
}
