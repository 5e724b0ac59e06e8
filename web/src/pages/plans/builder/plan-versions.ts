import type { Coordinator, PlanContent, PlanTarget } from '../../../api/plans';
import type { VersionLine } from '../../../components/both-versions';
import type { Conflict } from '../../../components/merge-versions';
import { isTextKey, t, tCode, type TextKey } from '../../../i18n';

/** Every part and field of the plan that two may have written, as its label stands in the form. */
const LABELS: Readonly<Record<string, TextKey>> = {
  title: 'plan.title',
  year: 'plan.year',
  specifiesPlanId: 'plan.specifies',
  bases: 'plan.bases',
  purposes: 'plan.purposes',
  generalObjective: 'plan.general',
  objectives: 'plan.specific',
  figures: 'rep.figure',
  targets: 'plan.target',
  tasks: 'plan.appendix',
  solutions: 'plan.solutions',
  funding: 'plan.funding',
  organisation: 'plan.organisation',
  recipients: 'plan.recipients',
  reporters: 'plan.reporters',
  reportDueDay: 'plan.reportDueDay',
  label: 'plan.figure.label',
  unit: 'plan.figure.unit',
  source: 'tgt.source',
  code: 'tgt.code',
  name: 'tgt.name',
  field: 'plan.field',
  frequency: 'tgt.frequency',
  conditions: 'plan.conditions',
  nearMargin: 'plan.margin',
  printed: 'plan.printed',
  text: 'plan.col.task',
  product: 'plan.col.product',
  leads: 'plan.col.lead',
  coordinators: 'plan.col.coordinate',
  deadline: 'plan.col.deadline',
  criterion: 'plan.criterion',
  starred: 'plan.star',
  level: 'board.level',
};

type NameOf = (reference: Coordinator) => string;

/** A place of the plan's form, in the words that stand there. */
export function planLine(
  { figures }: PlanContent,
  nameOf: NameOf,
  { path, stored, mine }: Conflict,
): VersionLine {
  const [part = '', ...within] = path[0] === 'content' ? path.slice(1) : path;
  const [name, ...fields] = within;
  // People know a count and a reporter by name; the row of a task is known by its first words.
  const nameInList = (list: string, known: string): string => {
    if (list === 'figures') return figures.find(({ key }) => key === known)?.label ?? known;
    if (list === 'reporters')
      return nameOf(isId(known) ? { unitId: known } : { groupCode: known }) || known;
    return known.length > 60 ? `${known.slice(0, 60)}…` : known;
  };
  const label = [
    labelOf(part),
    ...(name === undefined ? [] : [nameInList(part, name)]),
    ...fields.slice(0, 1).map(labelOf),
  ].join(', ');
  const field = fields[0] ?? part;
  const words = (value: unknown): string => wordsOf(value, field, nameOf);
  return { label, stored: words(stored), mine: words(mine) };
}

function isId(name: string): boolean {
  return /^[0-9a-f-]{36}$/.test(name);
}

function labelOf(name: string): string {
  const key = LABELS[name];
  return key ? t(key) : name;
}

function wordsOf(value: unknown, field: string, nameOf: NameOf): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? t('plan.star') : '';
  if (Array.isArray(value))
    return value.map((item) => wordsOf(item, '', nameOf)).join(field === '' ? ', ' : '\n');
  if (typeof value === 'object') return thingWords(value as Thing, nameOf);
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  if (field === 'field') return tCode('plan.field', text);
  return isTextKey(`tgt.frequency.${text}`) ? tCode('tgt.frequency', text) : text;
}

type Thing = Partial<PlanTarget> & Readonly<Record<string, unknown>>;

function thingWords(thing: Thing, nameOf: NameOf): string {
  if ('unitId' in thing || 'groupCode' in thing) return nameOf(thing as unknown as Coordinator);
  if (typeof thing.agencyId === 'string') return nameOf({ unitId: thing.agencyId });
  const { code, operator, value, label, printedOnly } = thing;
  const target = thing.target;
  return [
    ...(code === undefined ? [] : [`${code}.`]),
    ...[printedOnly, label, thing.text, thing.name, operator, value, thing.product],
    ...(target === undefined ? [] : [wordsOf(target, '', nameOf)]),
  ]
    .filter((word) => typeof word === 'string' && word !== '')
    .join(' ');
}
