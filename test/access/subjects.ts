import type { DataSource } from 'typeorm';
import { DOCUMENT_SUBJECTS } from './document-subjects.js';

/** A living object of the demo office: which route parameters name it, and whose eyes may rest on it. */
export type Subject = {
  readonly params: Readonly<Record<string, string>>;
  /** Post codes of the office that see it; every other post gets 404. */
  readonly seenBy: readonly string[];
};

export type SubjectBuilder = (office: AccessOffice) => Promise<Subject>;

export type AccessOffice = {
  readonly db: DataSource;
  /** Id of the post with this code. */
  readonly postId: (code: string) => Promise<string>;
  readonly agencyId: (code: string) => Promise<string>;
  /** Stores a PDF and answers its SHA-256. */
  readonly store: (pdf: Uint8Array) => Promise<string>;
};

/** By the name that a policy gives its subject. A policy whose subject has no builder fails the test. */
export const SUBJECTS: Readonly<Record<string, SubjectBuilder>> = { ...DOCUMENT_SUBJECTS };
