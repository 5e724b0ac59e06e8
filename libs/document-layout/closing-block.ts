import type { Content } from 'pdfmake';
import {
  DEFAULT_SEAL_DIAMETER_MM,
  FIELD,
  INITIAL_BOX,
  signerAndSealBoxes,
  type FieldBox,
} from './fields.js';
import { breakLines, widthOf } from './fonts.js';
import { isPartyForm, type OfficialDocument } from './official-document.js';
import { A4, MARGIN, TEXT_WIDTH, mm } from './page.js';
import { lineHeightOf } from './shapes.js';
import { firstPlace, lastPlace } from './typeset.js';

const SIGNATURE_WIDTH = mm(86);
const RECIPIENTS_WIDTH = TEXT_WIDTH - SIGNATURE_WIDTH;
const SIGNATURE_SIZE = 14;
/** Free height between position and name; the signature's image is 20 mm high. */
const SIGNATURE_GAP = mm(30);

export type ClosingBlock = {
  readonly content: Content;
  /** The last line of the signature, which must stand on the page where the block begins. */
  readonly name: Content;
  readonly fields: () => readonly FieldBox[];
};

/** What the end of a page is made of: of a document, or of a copy that is put on paper. */
export type Closing = Pick<
  OfficialDocument,
  'form' | 'recipients' | 'signature' | 'sealDiameterMm'
>;

/** Recipients on the left, the signer's capacity, position and name on the right. */
export function closingBlock(document: Closing): ClosingBlock {
  const position = authorityNodes(document);
  const name: Content = {
    text: document.signature.fullName.normalize('NFC'),
    bold: true,
    fontSize: SIGNATURE_SIZE,
    alignment: 'center',
  };
  const below = belowSignature(document);
  const recipients = recipientLines(document);
  const filed = recipients.at(-1);
  const content: Content = {
    columns: [
      {
        width: RECIPIENTS_WIDTH,
        stack: [recipientsLabel(document), ...recipients],
        margin: [0, 2, 0, 0],
      },
      {
        width: SIGNATURE_WIDTH,
        stack: [...position, { text: '', margin: [0, SIGNATURE_GAP, 0, 0] }, ...below, name],
      },
    ],
    columnGap: 0,
    margin: [0, 10, 0, 0],
  };

  return {
    content,
    name,
    fields: () => [
      ...(filed === undefined ? [] : [formInitialBox(document, filed)]),
      ...signatureBoxes(document, position.at(-1) ?? name, below[0] ?? name),
    ],
  };
}

/** Party: only the capacity is bold, the position below it is not. */
function authorityNodes(document: Closing): Content[] {
  const lines = document.signature.authorityLines;
  return lines.map((line, index) => ({
    text: line.normalize('NFC'),
    bold: !isPartyForm(document.form) || index < lines.length - 1,
    fontSize: SIGNATURE_SIZE,
    alignment: 'center',
  }));
}

function belowSignature(document: Closing): Content[] {
  const { positionBelow } = document.signature;
  if (positionBelow === undefined) return [];
  return [{ text: positionBelow, bold: true, fontSize: SIGNATURE_SIZE - 1, alignment: 'center' }];
}

function recipientsLabel(document: Closing): Content {
  if (document.form === 'party-hd05') {
    return { text: [{ text: 'Nơi nhận', decoration: 'underline' }, ':'], fontSize: 14 };
  }
  return {
    text: 'Nơi nhận:',
    bold: true,
    italics: true,
    fontSize: document.form === 'government' ? 12 : 14,
  };
}

function recipientSize(document: Closing): number {
  return isPartyForm(document.form) ? 12 : 11;
}

function recipientLines(document: Closing): Content[] {
  const lines = recipientTexts(document);
  return lines.map((text) => ({ text, fontSize: recipientSize(document), margin: [0, 0, 6, 0] }));
}

function recipientTexts(document: Closing): string[] {
  const { recipients } = document;
  return recipients.map(({ text }, index) => {
    const bare = text
      .normalize('NFC')
      .trim()
      .replace(/^-\s*/, '')
      .replace(/\s*[;.]+$/, '');
    return `- ${bare}${index === recipients.length - 1 ? '.' : ';'}`;
  });
}

/** The office that checked the form signs beside the line that names the file copy. */
function formInitialBox(document: Closing, filed: Content): FieldBox {
  const fontSize = recipientSize(document);
  const text = recipientTexts(document).at(-1) ?? '';
  const lines = breakLines(text, RECIPIENTS_WIDTH - 6, { fontSize });
  const place = lastPlace(filed);
  const width = widthOf(lines.at(-1) ?? '', fontSize);
  const furthest = RECIPIENTS_WIDTH - INITIAL_BOX.width - mm(2);
  const left = (place?.left ?? MARGIN.left) + Math.min(width + 3, furthest);
  const top = A4.height - (place?.top ?? 0) - 1;
  return {
    kind: 'signature',
    name: FIELD.formInitial,
    page: (place?.pageNumber ?? 1) - 1,
    rect: [left, top - INITIAL_BOX.height, left + INITIAL_BOX.width, top],
  };
}

/** The head of the drafting unit signs right after the last word, or below it when the line is full. */
export function contentInitialBox(
  last: Content,
  lastLine: { readonly width: number; readonly height: number },
): FieldBox {
  const place = lastPlace(last);
  const lineEnd = (place?.left ?? MARGIN.left) + lastLine.width + 4;
  const right = A4.width - MARGIN.right;
  const fits = lineEnd + INITIAL_BOX.width <= right;
  const left = fits ? lineEnd : right - INITIAL_BOX.width;
  const baseline = A4.height - (place?.top ?? 0) - lastLine.height / 2;
  const middle = fits ? baseline : baseline - (lastLine.height + INITIAL_BOX.height) / 2;
  return {
    kind: 'signature',
    name: FIELD.contentInitial,
    page: (place?.pageNumber ?? 1) - 1,
    rect: [
      left,
      middle - INITIAL_BOX.height / 2,
      left + INITIAL_BOX.width,
      middle + INITIAL_BOX.height / 2,
    ],
  };
}

function signatureBoxes(document: Closing, position: Content, below: Content): readonly FieldBox[] {
  const above = lastPlace(position);
  const under = firstPlace(below);
  if (above === undefined || under === undefined) return [];

  const top = A4.height - above.top - lineHeightOf(SIGNATURE_SIZE);
  const bottom = A4.height - under.top;
  const centre = {
    x: A4.width - MARGIN.right - SIGNATURE_WIDTH / 2,
    y: (top + bottom) / 2,
  };
  return signerAndSealBoxes(
    under.pageNumber - 1,
    centre,
    document.sealDiameterMm ?? DEFAULT_SEAL_DIAMETER_MM,
  );
}
