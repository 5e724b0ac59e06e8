import { type SigningCapacity, signatureBlock } from '../../libs/notation/index.js';
import type { MandateData, PostData, UnitData } from '../modules/organisation/index.js';
import type { MandateEntry, OrganisationEntries } from './data-set/organisation.schema.js';

const COPIES = ['certified-copy', 'excerpt-copy', 'secondary-copy'];

/** The mandates of the data set, and the usual ones of agencies for which it names none. */
export function expandMandates(
  organisation: OrganisationEntries,
  entries: readonly MandateEntry[],
  units: readonly UnitData[],
  posts: readonly PostData[],
): MandateData[] {
  const context = {
    units: new Map(units.map((unit) => [unit.code, unit])),
    posts: new Map(posts.map((post) => [post.code, post])),
  };
  const named = entries.map((entry) => mandateOf(entry, organisation, context));
  const done = new Set(entries.map(({ agency, post }) => `${agency}/${post}`));
  const usual = posts.flatMap((post) => usualMandates(post, context));
  return [...named, ...usual.filter(({ agency, post }) => !done.has(`${agency}/${post}`))];
}

type Context = {
  readonly units: ReadonlyMap<string, UnitData>;
  readonly posts: ReadonlyMap<string, PostData>;
};

function mandateOf(
  entry: MandateEntry,
  organisation: OrganisationEntries,
  { units, posts }: Context,
): MandateData {
  const post = posts.get(entry.post);
  const agency = units.get(entry.agency);
  if (!post || !agency) throw new Error(`Mandate of ${entry.agency}/${entry.post} names nobody`);
  const capacity: SigningCapacity = {
    form: agency.space,
    steps: entry.steps.map(([prefix, kind, name]) => ({ prefix, of: { kind, name } })),
    signer: { title: entry.title ?? post.printedTitle, rank: entry.rank },
    ...(entry.home === undefined ? {} : { homePosition: entry.home }),
  };
  requirePrinted(entry, capacity);
  return {
    agency: entry.agency,
    post: entry.post,
    typeCodes: entry.types ?? null,
    capacity,
    issuerLines: entry.issuer ?? null,
    preference: entry.preference,
    basis: entry.basis,
    scope: entry.scope,
    validFrom: entry.from ?? organisation.from,
    validTo: entry.to ?? organisation.to ?? null,
  };
}

/** The lines that the data set says are printed are what the rules of the capacity build. */
function requirePrinted(entry: MandateEntry, capacity: SigningCapacity): void {
  const block = signatureBlock(capacity);
  const built = [...block.lines, block.homePosition ?? ''].join(' / ');
  const wanted = [...entry.lines, entry.below ?? ''].join(' / ');
  if (built !== wanted) throw new Error(`${entry.post} prints ${built}, expected ${wanted}`);
}

function usualMandates(post: PostData, { units, posts }: Context): MandateData[] {
  const unit = units.get(post.unit);
  if (unit?.space !== 'government') return [];
  if (unit.isAgency && post.roles.includes('leader')) return [leaderMandate(unit, post, posts)];
  const agency = unit.parent === null ? undefined : units.get(unit.parent);
  if (!agency?.isAgency || post.kind !== 'head' || !post.roles.includes('office-chief')) return [];
  const head = agency.regime === 'collective' ? 'Chủ tịch' : headTitle(agency, posts);
  return [
    usual(agency, post, ['invitation', 'official-letter', ...COPIES], {
      form: 'government',
      steps: [{ prefix: 'TL.', of: { kind: 'head', name: head } }],
      signer: { title: post.printedTitle, rank: 'unit-head' },
    }),
  ];
}

function leaderMandate(
  agency: UnitData,
  post: PostData,
  posts: ReadonlyMap<string, PostData>,
): MandateData {
  const collective = {
    prefix: 'TM.',
    of: { kind: 'collective', name: 'Ủy ban nhân dân' },
  } as const;
  const isHead = post.kind === 'head' || post.kind === 'acting-head';
  const head = agency.regime === 'collective' ? 'Chủ tịch' : headTitle(agency, posts);
  return usual(agency, post, null, {
    form: 'government',
    steps: [
      ...(agency.regime === 'collective' ? [collective] : []),
      ...(isHead ? [] : [{ prefix: 'KT.', of: { kind: 'head', name: head } } as const]),
    ],
    signer: {
      title: post.printedTitle,
      rank: isHead ? 'head' : 'deputy',
      ...(post.kind === 'acting-head' ? { acting: true } : {}),
    },
  });
}

function usual(
  agency: UnitData,
  post: PostData,
  typeCodes: readonly string[] | null,
  capacity: SigningCapacity,
): MandateData {
  return {
    agency: agency.code,
    post: post.code,
    typeCodes,
    capacity,
    issuerLines: null,
    preference: { head: 0, 'acting-head': 0, 'deputy-in-charge': 1, deputy: 2, staff: 9 }[
      post.kind
    ],
    basis: '',
    scope: '',
    validFrom: post.validFrom,
    validTo: post.validTo,
  };
}

/** A deputy signs KT. under the title of the seat, filled or not. */
function headTitle(agency: UnitData, posts: ReadonlyMap<string, PostData>): string {
  const head = [...posts.values()].find(
    ({ unit, kind }) => unit === agency.code && (kind === 'head' || kind === 'acting-head'),
  );
  return head?.printedTitle ?? 'Giám đốc';
}
