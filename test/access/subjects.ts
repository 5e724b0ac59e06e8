import type { Type } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Tx } from '../../src/platform/database/unit-of-work.js';
import type { OfficeClient } from '../scenario/office-client.js';
import { CREDENTIAL_SUBJECTS } from './credential-subjects.js';
import { DOCUMENT_SUBJECTS } from './document-subjects.js';
import { ORGANISATION_SUBJECTS } from './organisation-subjects.js';
import { PLAN_SUBJECTS } from './plan-subjects.js';
import { PARTY, type PostCode } from './posts.js';
import { REVIEW_SUBJECTS } from './review-subjects.js';
import { TASK_SUBJECTS } from './task-subjects.js';

/** A living object of the demo office: which route parameters name it, and whose eyes may rest on it. */
export type Subject = {
  /** Says in a failure which of the objects of its name it is. */
  readonly what: string;
  /** It stands for the routes whose parameters these are; `id` is the object itself. */
  readonly params: Readonly<Record<string, string>>;
  /** Post codes of the office that see it; every other post gets 404. */
  readonly seenBy: readonly PostCode[];
  /** Where one policy shows it to others than `seenBy`, by the name of the policy. */
  readonly seenUnder?: Readonly<Record<string, readonly PostCode[]>>;
};

/** Makes a new one each time: what an act has moved is not asked about again. */
export type SubjectBuilder = (office: AccessOffice) => Promise<Subject>;

/** By the name that a policy gives its subject: objects of one's own and of each kind of stranger. */
export type SubjectBuilders = Readonly<Record<string, readonly SubjectBuilder[]>>;

export type AccessOffice = {
  readonly db: DataSource;
  /** Id of the post with this code. */
  readonly postId: (code: string) => Promise<string>;
  readonly agencyId: (code: string) => Promise<string>;
  /** The one id that the statement finds. */
  readonly find: (sql: string, values: readonly unknown[]) => Promise<string>;
  /** Stores a PDF and answers its SHA-256. */
  readonly store: (pdf: Uint8Array) => Promise<string>;
  /** A door of a module. */
  readonly part: <Part extends object>(type: Type<Part>) => Part;
  readonly inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The holder of the post at his desk. */
  readonly as: (code: PostCode) => OfficeClient;
};

/** A policy whose subject has no builder fails the test. */
export const SUBJECTS: SubjectBuilders = {
  ...CREDENTIAL_SUBJECTS,
  ...DOCUMENT_SUBJECTS,
  ...ORGANISATION_SUBJECTS,
  ...PLAN_SUBJECTS,
  ...TASK_SUBJECTS,
  ...REVIEW_SUBJECTS,
};

/** Routes that name no object and yet do not exist for everyone, by the name of their policy. */
export const ROUTES_SEEN_BY: Readonly<Record<string, readonly PostCode[]>> = {
  'reviews.list': PARTY,
  'reviews.open': PARTY,
};
