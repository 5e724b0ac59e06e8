import { z } from 'zod';
import { ROLES } from '../../platform/access/actor.js';

export const day = z.iso.date();
export const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const symbol = z.string().regex(/^[\p{L}\d&]*$/u);
const lines = z.array(z.string().min(1));

const unit = z.strictObject({
  code,
  parent: code.optional(),
  space: z.enum(['government', 'party']),
  kind: z.string().min(1),
  level: z.string().min(1),
  name: z.string().min(1),
  short: z.string().min(1).optional(),
  symbol,
  agency: z.boolean().default(false),
  external: z.boolean().default(false),
  /** Of an agency: false for one without a seal. */
  seal: z.boolean().default(true),
  seal_of: code.optional(),
  seal_mm: z.number().positive().optional(),
  regime: z.enum(['collective', 'head']).optional(),
  place: z.string().min(1),
  header: lines.default([]),
  governing: lines.default([]),
  from: day.optional(),
  to: day.optional(),
});
export type UnitEntry = z.output<typeof unit>;

const division = z.strictObject({
  suffix: code,
  name: z.string().min(1),
  symbol,
  kind: z.string().min(1),
});

export const organisationSchema = z.strictObject({
  clock: z.iso.datetime({ offset: true }),
  from: day,
  units: z.array(unit),
  departments: z
    .array(
      z.strictObject({
        code,
        name: z.string().min(1),
        symbol,
        kind: z.string().default('department'),
      }),
    )
    .default([]),
  wards: z
    .strictObject({
      divisions: z.strictObject({
        ward: z.array(division),
        commune: z.array(division).default([]),
      }),
      /** Wards of a city stand below it; wards of today's province below the province. */
      parent: code.optional(),
      /** Ward Party committees are made along with the wards. */
      party_parent: code.optional(),
      list: z.array(
        z.strictObject({
          code,
          kind: z.enum(['ward', 'commune']),
          place: z.string().min(1),
        }),
      ),
    })
    .optional(),
  party: z.array(unit).default([]),
  outside: z
    .array(
      z.strictObject({
        code,
        name: z.string().min(1),
        symbol,
        level: z.string(),
        place: z.string(),
        space: z.enum(['government', 'party']).default('government'),
      }),
    )
    .default([]),
  succession: z
    .strictObject({
      on: day,
      basis: z.string(),
      city: z.strictObject({
        code,
        name: z.string(),
        short: z.string(),
        place: z.string(),
        from: day,
        to: day,
      }),
      wards: z.record(code, z.array(z.string().min(1))),
    })
    .optional(),
  /** Between units that are all written down here. */
  successions: z
    .strictObject({
      on: day,
      basis: z.string(),
      pairs: z.array(
        z.strictObject({
          predecessor: code,
          successor: code,
          kind: z.enum(['merge', 'split', 'rename', 'abolish', 'transfer-function']),
        }),
      ),
    })
    .optional(),
  groups: z.array(
    z.strictObject({
      code,
      name: z.string().min(1),
      owner: code,
      members: z.array(
        z.union([code, z.strictObject({ agency: code, printed: z.string().min(1) })]),
      ),
    }),
  ),
  /** The tree ends as a whole on this day. */
  to: day.optional(),
});
export type OrganisationEntries = z.output<typeof organisationSchema>;

const post = z.strictObject({
  code,
  name: z.string().min(1).optional(),
  /** Code of the first post of the same person. */
  person: code.optional(),
  title: z.string().min(1),
  printed: z.string().min(1).optional(),
  unit: code,
  kind: z.enum(['head', 'acting-head', 'deputy-in-charge', 'deputy', 'staff']),
  roles: z.array(z.enum(ROLES)).min(1),
  clerk_of: z.array(code).default([]),
});
export type PostEntry = z.output<typeof post>;

export const peopleSchema = z.strictObject({
  posts: z.array(
    post.refine((entry) => (entry.name === undefined) !== (entry.person === undefined), {
      error: 'name or person, one of the two',
    }),
  ),
  absences: z
    .array(
      z.strictObject({
        post: code,
        from: day,
        to: day,
        substitute: code,
        scope: z.string(),
        may_direct: z.boolean(),
        may_sign: z.boolean(),
      }),
    )
    .default([]),
});
export type PeopleEntries = z.output<typeof peopleSchema>;

const mandate = z.strictObject({
  agency: code,
  post: code,
  types: z.array(z.string()).min(1).optional(),
  steps: z.array(
    z.tuple([
      z.enum(['TM.', 'KT.', 'TL.', 'TUQ.', 'T/M', 'K/T', 'T/L']),
      z.enum(['collective', 'head', 'unit-head']),
      z.string().min(1),
    ]),
  ),
  rank: z.enum(['head', 'deputy', 'member', 'unit-head', 'unit-deputy']),
  /** Title as signer, where it is not the post's printed title. */
  title: z.string().min(1).optional(),
  home: z.string().min(1).optional(),
  lines: lines.min(1),
  below: z.string().min(1).optional(),
  issuer: lines.optional(),
  preference: z.number().int().default(0),
  basis: z.string().default(''),
  scope: z.string().default(''),
  from: day.optional(),
  to: day.optional(),
});
export type MandateEntry = z.output<typeof mandate>;

export const mandatesSchema = z.strictObject({ mandates: z.array(mandate) });
