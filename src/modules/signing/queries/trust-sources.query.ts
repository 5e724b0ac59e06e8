import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import {
  openTrustList,
  PdfSignatureError,
  readCertificate,
  type TrustAnchor,
  type TrustList,
} from '../../../../libs/pdf-signature/index.js';
import { maybeRow } from '../../../platform/database/rows.js';
import type { TrustProblem } from '../domain/trust-problem.js';
import { TrustAnchors } from '../trust-anchors.js';
import { trustProblemText } from '../verification/trust-list.texts.js';

const Sentence = z.object({ vi: z.string(), en: z.string() });

const TrustedRoot = z.object({
  /** SHA-256 of the certificate in hexadecimal digits, as its authority publishes it. */
  fingerprint: z.string(),
  name: z.string(),
  organisation: z.string().nullable(),
  purposes: z.array(z.enum(['signature', 'time-stamp'])),
  notBefore: z.iso.datetime(),
  notAfter: z.iso.datetime(),
  /** When it is trusted, if that is less than its own period. */
  trustedFrom: z.iso.datetime().nullable(),
  trustedUntil: z.iso.datetime().nullable(),
});
type TrustedRoot = z.infer<typeof TrustedRoot>;

export const TrustSources = z
  .object({
    /** Of all sources together. */
    roots: z.array(TrustedRoot),
    /** Roots written into the database: those of this system's own authority. */
    stored: z.number().int(),
    files: z.array(
      z.object({ name: z.string(), anchors: z.number().int(), problem: Sentence.nullable() }),
    ),
    /** The published list; null when none is configured. */
    list: z
      .object({
        url: z.string(),
        /** Whether it must be signed by a publisher that is known here. */
        isSigned: z.boolean(),
        /** When the list in force was fetched; null while there is none. */
        fetchedAt: z.iso.datetime().nullable(),
        triedAt: z.iso.datetime().nullable(),
        sequence: z.number().int().nullable(),
        issuedAt: z.iso.datetime().nullable(),
        anchors: z.number().int(),
        /** Why the last attempt left the earlier list in force. */
        problem: Sentence.extend({ code: z.string() }).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'TrustSources' });
export type TrustSources = z.infer<typeof TrustSources>;

type Row = {
  readonly body: string | null;
  readonly fetchedAt: Date | null;
  readonly triedAt: Date;
  readonly problem: TrustProblem | null;
};

/** On which roots verdicts rest: from where, how many, how fresh, and what went wrong. */
@Injectable()
export class TrustSourcesQuery {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: Settings,
    private readonly anchors: TrustAnchors,
  ) {}

  async execute(): Promise<TrustSources> {
    const { stored, files } = await this.anchors.sources();
    return {
      roots: (await this.anchors.all()).map(toRoot),
      stored: stored.length,
      files: files.map(({ path, anchors, problem }) => ({
        // Where the file lies is the operator's business.
        name: basename(path),
        anchors: anchors.length,
        problem: problem && trustProblemText('file', problem),
      })),
      list: await this.list(),
    };
  }

  private async list(): Promise<TrustSources['list']> {
    const { trustListUrl: url, publisherFiles } = this.settings.verification;
    if (url === null) return null;
    const shown = { url: withoutSecrets(url), isSigned: publisherFiles.length > 0 };
    const row = await maybeRow<Row>(
      this.dataSource,
      `SELECT body, fetched_at AS "fetchedAt", tried_at AS "triedAt", problem
         FROM signing.trust_list WHERE url = $1`,
      [url],
    );
    return { ...shown, ...(row === null ? NEVER_TRIED : stateOf(row)) };
  }
}

function toRoot({ certificate, purposes, from, until }: TrustAnchor): TrustedRoot {
  const { subject, notBefore, notAfter } = readCertificate(certificate);
  return {
    fingerprint: createHash('sha256').update(certificate).digest('hex'),
    name: subject.commonName ?? '',
    organisation: subject.organisation ?? null,
    purposes: [...(purposes ?? (['signature', 'time-stamp'] as const))],
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    trustedFrom: from && from > notBefore ? from.toISOString() : null,
    trustedUntil: until && until < notAfter ? until.toISOString() : null,
  };
}

type ListState = Omit<NonNullable<TrustSources['list']>, 'url' | 'isSigned'>;

const NO_LIST = { sequence: null, issuedAt: null, anchors: 0 };
const NEVER_TRIED: ListState = { ...NO_LIST, fetchedAt: null, triedAt: null, problem: null };

function stateOf({ body, fetchedAt, triedAt, problem }: Row): ListState {
  const held = opened(body);
  return {
    fetchedAt: fetchedAt?.toISOString() ?? null,
    triedAt: triedAt.toISOString(),
    ...(held === null
      ? NO_LIST
      : {
          sequence: held.sequence,
          issuedAt: held.issuedAt?.toISOString() ?? null,
          anchors: held.anchors.length,
        }),
    problem: problem && { code: problem.code, ...trustProblemText('list', problem) },
  };
}

function opened(body: string | null): TrustList | null {
  if (body === null) return null;
  try {
    return openTrustList(body);
  } catch (error) {
    if (error instanceof PdfSignatureError) return null;
    throw error;
  }
}

/** A name and password, or a key in the query, are the operator's. */
function withoutSecrets(text: string): string {
  const url = new URL(text);
  return `${url.origin}${url.pathname}`;
}
