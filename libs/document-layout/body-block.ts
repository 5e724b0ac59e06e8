import type { Content } from 'pdfmake';
import { exactLine } from './fonts.js';
import { isPartyForm, type Block, type OfficialDocument } from './official-document.js';
import { FIRST_LINE_INDENT, TEXT_WIDTH } from './page.js';
import { runningText } from './running-text.js';
import { tableBlock } from './table-block.js';
import type { TableBreaks } from './table-breaks.js';

export const BODY_SIZE = 14;
/** NĐ 30: single to 1.5 lines; the Party's guide: exactly 18 to 19 points. */
const LINE_POINTS = { government: 18, 'party-hd05': 18.5, 'party-hd36': 18.5 } as const;
const PARAGRAPH_GAP = 6;
const END_MARK = './.';

type TextBlock = Exclude<Block, { kind: 'table' }>;

export type BodyBlock = {
  readonly content: readonly Content[];
  /** Headings, each with the node that must follow on the same page. */
  readonly keepWithNext: readonly (readonly [Content, Content])[];
  /** Paragraphs, none of whose lines may stand alone on a page. */
  readonly paragraphs: readonly Content[];
  readonly last: Content | undefined;
  /** The last paragraph as printed; empty when the body ends with a table. */
  readonly lastText: string;
};

/** Bases, the enacting formula and the body proper. */
export function bodyBlock(document: OfficialDocument, breaks: TableBreaks): BodyBlock {
  const lineHeight = exactLine(LINE_POINTS[document.form], BODY_SIZE);
  const blocks = withEnd(document);
  const nodes = blocks.map((block) =>
    block.kind === 'table' ? tableNode(block, breaks) : textNode(document, block, lineHeight),
  );
  const keepWithNext = blocks.flatMap((block, index): (readonly [Content, Content])[] => {
    const node = nodes[index];
    const next = nodes[index + 1];
    return block.kind === 'heading' && node !== undefined && next !== undefined
      ? [[node, next]]
      : [];
  });
  const last = blocks.at(-1);

  return {
    content: [...preamble(document, lineHeight), ...nodes],
    keepWithNext,
    paragraphs: nodes.filter((_, index) => isRunning(blocks[index])),
    last: nodes.at(-1),
    lastText: last === undefined || last.kind === 'table' ? '' : blockText(last),
  };
}

function isRunning(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' || block?.kind === 'item';
}

function preamble(document: OfficialDocument, lineHeight: number): Content[] {
  const bases = basesOf(document).map((text): Content => ({
    text: runningText(text),
    italics: !isPartyForm(document.form),
    ...paragraphStyle(lineHeight),
  }));
  if (document.enacting === undefined) return bases;

  const centred = { bold: true, fontSize: BODY_SIZE, alignment: 'center' } as const;
  return [
    { text: document.enacting.authority, ...centred, margin: [0, 4, 0, 8] },
    ...bases,
    { text: document.enacting.formula, ...centred, margin: [0, 6, 0, 8] },
  ];
}

/** Each base ends with a semicolon, the last with a stop, or with a comma when a subject follows. */
function basesOf(document: OfficialDocument): string[] {
  const bases = document.bases ?? [];
  return bases.map((base, index) => {
    const text = base.normalize('NFC').trim().replace(/^-\s*/, '');
    const bare = text.replace(/\s*[;.]+$/, '');
    const isLast = index === bases.length - 1;
    const end = bare.endsWith(',') ? '' : isLast ? '.' : ';';
    return `${isPartyForm(document.form) ? '- ' : ''}${bare}${end}`;
  });
}

/** A government document says that it ends; a Party document just stops. */
function withEnd(document: OfficialDocument): readonly Block[] {
  const last = document.body.at(-1);
  if (last === undefined) return [];
  if (last.kind === 'table') {
    return isPartyForm(document.form)
      ? document.body
      : [...document.body, { kind: 'paragraph', text: END_MARK }];
  }
  const bare = last.text
    .normalize('NFC')
    .trimEnd()
    .replace(/[./;]+$/, '');
  const text = `${bare}${isPartyForm(document.form) ? '.' : END_MARK}`;
  return [...document.body.slice(0, -1), { ...last, text }];
}

function blockText(block: TextBlock): string {
  const text = block.text.normalize('NFC');
  return block.kind === 'item' ? `${block.marker ?? '-'} ${text}` : text;
}

function textNode(document: OfficialDocument, block: TextBlock, lineHeight: number): Content {
  switch (block.kind) {
    case 'heading':
      return {
        text: runningText(blockText(block)),
        bold: block.level < 3,
        ...paragraphStyle(lineHeight),
      };
    case 'item':
      return { text: runningText(blockText(block)), ...paragraphStyle(lineHeight) };
    case 'paragraph':
      return { text: paragraphText(document, blockText(block)), ...paragraphStyle(lineHeight) };
  }
}

function tableNode(block: Extract<Block, { kind: 'table' }>, breaks: TableBreaks): Content {
  return {
    stack: [tableBlock(block, TEXT_WIDTH, { fontSize: 12, breaks })],
    margin: [0, 4, 0, PARAGRAPH_GAP + 4],
  };
}

/** “Điều”, its number and its title are bold (NĐ 30, annex I, II.6đ). */
function paragraphText(document: OfficialDocument, text: string): Content[] {
  const article = isPartyForm(document.form) ? null : /^Điều \d+\.\s*/.exec(text);
  if (article === null) return runningText(text);
  return [{ text: article[0], bold: true }, ...runningText(text.slice(article[0].length))];
}

export type ParagraphStyle = {
  fontSize: number;
  lineHeight: number;
  alignment: 'justify';
  leadingIndent: number;
  margin: [number, number, number, number];
};

export function paragraphStyle(lineHeight: number): ParagraphStyle {
  return {
    fontSize: BODY_SIZE,
    lineHeight,
    alignment: 'justify',
    leadingIndent: FIRST_LINE_INDENT,
    margin: [0, 0, 0, PARAGRAPH_GAP],
  };
}

export function bodyLineHeight(document: OfficialDocument): number {
  return exactLine(LINE_POINTS[document.form], BODY_SIZE);
}
