import { inflateSync } from 'node:zlib';
import { isArray, PdfDict, PdfRef, PdfStream, type PdfObject } from '../../../pdf/objects.js';
import type { Random } from '../random.js';
import { changedContent } from './content.js';
import type { UpdateDraft } from './draft.js';
import { keysOf, newField, newNote, valueFor } from './values.js';

/** How often an object of a kind is chosen. */
const WEIGHTS: Readonly<Record<string, number>> = {
  ...{
    catalog: 3,
    form: 6,
    page: 3,
    widget: 14,
    note: 5,
    look: 18,
    looks: 4,
    resources: 5,
    font: 5,
  },
  ...{ store: 2, information: 1, pages: 1, other: 3 },
};

/** One more change of an update: to an object of the document, or by a new note or field. */
export function changeDraft(draft: UpdateDraft, random: Random): void {
  const choice = random.next();
  if (choice < 0.1) addToPage(draft, random, newNote(draft, random));
  else if (choice < 0.15) addField(draft, random);
  else changeObject(draft, random);
}

function changeObject(draft: UpdateDraft, random: Random): void {
  const byRole = new Map<string, number[]>();
  for (const num of draft.numbers()) {
    const role = roleOf(draft.get(num));
    if (role !== 'kept') byRole.set(role, [...(byRole.get(role) ?? []), num]);
  }
  const roles = [...byRole.keys()].flatMap((role) => Array<string>(WEIGHTS[role] ?? 1).fill(role));
  const role = random.pick(roles);
  const num = random.pick(byRole.get(role) ?? []);
  const change = new Change(draft, random, draft.isNew(num) ? `new ${role}` : role);
  draft.put(num, change.object(draft.get(num), role));
}

function roleOf(object: PdfObject): string {
  const dict = object instanceof PdfStream ? object.dict : object;
  if (!(dict instanceof PdfDict)) return 'other';
  const type = dict.name('Type') ?? '';
  const has = (...keys: readonly string[]): boolean => keys.some((key) => dict.entries.has(key));
  if (has('ByteRange') || type === 'ObjStm' || type === 'XRef') return 'kept';
  const kinds: readonly (readonly [string, boolean])[] = [
    ['catalog', type === 'Catalog'],
    ['page', type === 'Page'],
    ['pages', type === 'Pages'],
    ['form', has('Fields')],
    ['widget', has('FT') || dict.name('Subtype') === 'Widget'],
    ['note', has('Rect')],
    ['look', object instanceof PdfStream && has('BBox')],
    ['font', type === 'Font'],
    ['store', has('Certs', 'VRI')],
    ['information', has('Title', 'ModDate', 'Producer')],
    ['resources', has('Font', 'ExtGState', 'XObject')],
    ['looks', has('N', 'R')],
  ];
  return kinds.find(([, isKind]) => isKind)?.[0] ?? 'other';
}

const DEEPEST = 6;

/** One change somewhere in an object. */
class Change {
  constructor(
    private readonly draft: UpdateDraft,
    private readonly random: Random,
    private readonly label: string,
  ) {}

  object(object: PdfObject, role: string, depth = 0): PdfObject {
    const { random } = this;
    if (object instanceof PdfStream) {
      if (random.chance(role === 'look' ? 0.6 : 0.3)) return this.redrawn(object);
      return new PdfStream(this.dict(object.dict, role, depth), object.raw);
    }
    if (object instanceof PdfDict) return this.dict(object, role, depth);
    if (isArray(object)) return this.list(object, 'V', depth);
    this.note('value');
    return valueFor('V', this.draft, random);
  }

  private note(what: string): void {
    this.draft.log.push(`${this.label} ${what}`);
  }

  private redrawn({ dict, raw }: PdfStream): PdfStream {
    this.note('content');
    const entries = [...dict.entries].filter(([key]) => !/^(Filter|DecodeParms|Length)$/.test(key));
    const content = dict.entries.has('Filter') ? unpacked(raw) : raw;
    const changed = changedContent(content.toString('latin1'), this.random);
    return new PdfStream(new PdfDict(new Map(entries)), Buffer.from(changed, 'latin1'));
  }

  private list(list: readonly PdfObject[], key: string, depth: number): PdfObject {
    const { draft, random } = this;
    const at = random.int(list.length);
    this.note(`${key}[]`);
    switch (random.int(4)) {
      case 0:
        return list.filter((_, index) => index !== at);
      case 1:
        return [...list, draft.ref(random.pick(draft.numbers()))];
      case 2:
        return [...list].reverse();
      default:
        return list.map((item, index) => {
          if (index !== at) return item;
          const isPart = item instanceof PdfDict && depth < DEEPEST;
          return isPart ? this.dict(item, roleOf(item), depth + 1) : valueFor(key, draft, random);
        });
    }
  }

  private dict(dict: PdfDict, role: string, depth: number): PdfDict {
    const { random } = this;
    const own = [...dict.entries.keys()].filter((key) => key !== 'Length');
    const choice = random.next();
    if (own.length === 0 || choice > 0.42) return this.stated(dict, role, own);
    if (choice > 0.35) return this.borrowed(dict);
    const key = random.pick(own);
    if (choice > 0.1 && depth < DEEPEST)
      return dict.with({ [key]: this.part(key, dict.get(key) ?? null, depth + 1) });
    this.note(`without ${key}`);
    return new PdfDict(new Map([...dict.entries].filter(([one]) => one !== key)));
  }

  /** A new value for a key that is there, or that could be. */
  private stated(dict: PdfDict, role: string, own: readonly string[]): PdfDict {
    const { draft, random } = this;
    const key = random.pick(own.length > 0 && random.chance(0.35) ? own : keysOf(role));
    this.note(`/${key}`);
    const [old, value] = [dict.get(key), valueFor(key, draft, random)];
    const isMore = old instanceof PdfDict && value instanceof PdfDict && random.chance(0.7);
    return dict.with({
      [key]: isMore ? new PdfDict(new Map([...old.entries, ...value.entries])) : value,
    });
  }

  /** What stands below a key: changed in place, as a changed copy, or written here. */
  private part(key: string, value: PdfObject, depth: number): PdfObject {
    const { draft, random } = this;
    if (isArray(value)) return this.list(value, key, depth);
    if (value instanceof PdfDict)
      return this.dict(
        value,
        key === 'AP' ? 'looks' : /^(Resources|DR)$/.test(key) ? 'resources' : roleOf(value),
        depth,
      );
    if (!(value instanceof PdfRef)) {
      this.note(`/${key}`);
      return valueFor(key, draft, random);
    }
    const object = draft.get(value.num);
    if (random.chance(0.6)) return draft.add(this.object(object, roleOf(object), depth));
    this.note(`/${key} in place`);
    return object instanceof PdfStream ? value : object;
  }

  /** An entry of another object. */
  private borrowed(dict: PdfDict): PdfDict {
    const { draft, random } = this;
    const other = draft.get(random.pick(draft.numbers()));
    const lender = other instanceof PdfStream ? other.dict : other;
    const keys = lender instanceof PdfDict ? [...lender.entries.keys()] : [];
    if (!(lender instanceof PdfDict) || keys.length === 0) return dict;
    const key = random.pick(keys);
    if (key === 'Length' || key === 'ByteRange') return dict;
    this.note(`/${key} of ${roleOf(other)}`);
    return dict.with({ [key]: lender.get(key) });
  }
}

function unpacked(raw: Buffer): Buffer {
  try {
    return inflateSync(raw);
  } catch {
    return raw;
  }
}

function addField(draft: UpdateDraft, random: Random): void {
  const ref = addToPage(draft, random, newField(draft, random));
  const home = draft.document.catalog.get('AcroForm');
  const form = home instanceof PdfRef ? draft.get(home.num) : undefined;
  const fields = form instanceof PdfDict ? form.get('Fields') : undefined;
  if (home instanceof PdfRef && form instanceof PdfDict && isArray(fields))
    draft.put(home.num, form.with({ Fields: [...fields, ref] }));
}

function addToPage(draft: UpdateDraft, random: Random, item: PdfDict): PdfRef {
  draft.log.push(`+ ${item.name('Subtype') ?? ''} ${[...item.entries.keys()].slice(4).join(' ')}`);
  const ref = draft.add(item);
  const pages = draft.numbers().filter((one) => roleOf(draft.get(one)) === 'page');
  const num = pages[random.int(pages.length)] ?? ref.num;
  const page = draft.get(num);
  if (!(page instanceof PdfDict)) return ref;
  const list = page.get('Annots');
  const items = list instanceof PdfRef ? draft.get(list.num) : list;
  const annotations = isArray(items) ? [...items, ref] : [ref];
  if (list instanceof PdfRef && random.chance(0.7)) draft.put(list.num, annotations);
  else draft.put(num, page.with({ Annots: annotations }));
  return ref;
}
