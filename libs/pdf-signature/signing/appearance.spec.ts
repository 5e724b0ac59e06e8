import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { degrees, PDFDocument, StandardFonts } from 'pdf-lib';
import { OutsideJudges } from '../testing/outside/judges.js';
import { stampPng } from '../fixtures/sample-pdfs.js';
import { TEST_NOW, TestIdentity } from '../fixtures/test-authority.js';
import {
  completeSignature,
  inspectPdf,
  prepareSignature,
  rectOnPage,
  seenOnPage,
  seenSize,
  signPrepared,
  type SeenBox,
  type SignatureAppearance,
} from '../index.js';

const TEXT = {
  lines: ['Ký bởi: Nguyễn Thị Hằng', 'Chức vụ: Chủ tịch Ủy ban nhân dân', 'Ngày ký: 02/3/2026'],
  fontSize: 10,
} as const;
type Turn = 0 | 90 | 180 | 270;
const LOOKS: readonly (readonly [string, SignatureAppearance, readonly Turn[]])[] = [
  ['a picture', { image: stampPng('seal') }, [90]],
  ['a text', { text: TEXT }, [180]],
  ['a text beside a picture', { image: stampPng('person'), text: TEXT }, [90, 180, 270]],
  ['a text over a picture', { image: stampPng('seal'), text: TEXT, arrangement: 'over' }, [270]],
];
const PLACE: SeenBox = { left: 90, top: 120, width: 220, height: 70 };
const TURNS = [0, 90, 180, 270] as const;

const root = TestIdentity.root({ name: 'CN=CA thử nghiệm, C=VN' });
const signer = root.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' });
let judges: OutsideJudges;

beforeAll(() => {
  judges = new OutsideJudges(root.certificate);
});
afterAll(() => {
  judges.close();
});

/** A page with a crop box that leaves a margin out, and a media box that does not start at zero. */
async function pageTurned(rotate: Turn): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([600, 800]);
  page.setMediaBox(-30, 40, 600, 800);
  page.setCropBox(10, 90, 500, 650);
  page.setRotation(degrees(rotate));
  const font = await document.embedFont(StandardFonts.TimesRoman);
  page.drawText('KE HOACH', { x: 300, y: 400, size: 14, font });
  return document.save({ useObjectStreams: false });
}

async function sign(
  pdf: Uint8Array,
  field: string,
  appearance: SignatureAppearance | undefined,
  place: SeenBox = PLACE,
): Promise<Uint8Array> {
  const [page] = inspectPdf(pdf).pages;
  if (page === undefined) throw new Error('no page');
  const prepared = prepareSignature(pdf, {
    newField: { name: field, page: 0, rect: rectOnPage(page, place) },
    certificate: signer.certificate,
    chain: [],
    signingTime: TEST_NOW,
    ...(appearance && { appearance }),
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, signer.key));
}

type Picture = NonNullable<ReturnType<OutsideJudges['render']>>;

function cut({ width, rgb }: Picture, box: SeenBox): Buffer {
  const rows = Array.from({ length: box.height }, (_, row) => {
    const at = ((box.top + row) * width + box.left) * 3;
    return rgb.subarray(at, at + box.width * 3);
  });
  return Buffer.concat(rows);
}

/** Part of the pixels that differ by more than anti-aliasing does. */
function difference(a: Buffer, b: Buffer): number {
  let count = 0;
  for (let at = 0; at < a.length; at += 3) {
    const distance = [0, 1, 2].map((part) => Math.abs((a[at + part] ?? 0) - (b[at + part] ?? 0)));
    if (Math.max(...distance) > 96) count += 1;
  }
  return count / (a.length / 3);
}

function inkOf(picture: Buffer): number {
  return difference(picture, Buffer.alloc(picture.length, 255));
}

describe.each(LOOKS)('%s', (_, appearance, turns) => {
  it(`looks the same on pages turned by ${turns.join(', ')} degrees, at the same place`, async () => {
    const pictures: Buffer[] = [];
    for (const rotate of [0, ...turns] as const) {
      const signed = await sign(await pageTurned(rotate), 'ChuKy', appearance);
      const picture = judges.render(signed);
      if (picture === undefined) return;
      const [page] = inspectPdf(signed).pages;
      expect(page === undefined ? null : seenSize(page)).toEqual({
        width: picture.width,
        height: picture.height,
      });
      pictures.push(cut(picture, PLACE));
    }
    const [upright = Buffer.alloc(0), ...turned] = pictures;
    expect(inkOf(upright)).toBeGreaterThan(0.01);
    for (const picture of turned) expect(difference(upright, picture)).toBeLessThan(0.012);
  }, 20_000);
});

describe('what is written', () => {
  it('draws Vietnamese letters alike, however their marks were typed, and draws all of them', async () => {
    const pdf = await pageTurned(0);
    const lines = ['Ủy ban nhân dân phường Từ Sơn', 'Ặ Ẵ Ẫ Ễ Ỗ Ỡ Ữ Ỷ Đ ằ ẳ ẵ ặ ẩ ể ổ ở ử ỹ đ'];
    const composed = await sign(pdf, 'ChuKy', { text: { lines } });
    const taken = await sign(pdf, 'ChuKy', {
      text: { lines: lines.map((line) => line.normalize('NFD')) },
    });
    const bare = await sign(pdf, 'ChuKy', {
      text: { lines: ['Uy ban nhan dan phuong Tu Son', 'A A A E O O U Y D a a a a a e o o u y d'] },
    });
    const [marked, unmarked] = [judges.render(composed), judges.render(bare)];
    if (marked === undefined || unmarked === undefined) return;
    expect(judges.render(taken)?.rgb.equals(marked.rgb)).toBe(true);
    expect(inkOf(cut(marked, PLACE))).toBeGreaterThan(inkOf(cut(unmarked, PLACE)));
  });

  it('wraps and shrinks long lines, and refuses what could not be read', async () => {
    const pdf = await pageTurned(0);
    const text = (words: number): SignatureAppearance => ({
      text: { lines: ['thẩm quyền ký ban hành văn bản '.repeat(words).trim()] },
    });
    expect((await sign(pdf, 'ChuKy', text(6))).length).toBeGreaterThan(pdf.length);
    await expect(sign(pdf, 'ChuKy', text(60))).rejects.toThrow('field.text-too-long');
    await expect(sign(pdf, 'ChuKy', { text: { lines: ['漢字'] } })).rejects.toThrow(
      'field.character-unsupported',
    );
    await expect(sign(pdf, 'ChuKy', {})).rejects.toThrow('appearance.empty');
    await expect(sign(pdf, 'ChuKy', { text: { lines: [' '] } })).rejects.toThrow(
      'appearance.empty',
    );
    const flat = { ...PLACE, height: 0 };
    await expect(sign(pdf, 'ChuKy', { text: TEXT }, flat)).rejects.toThrow('field.rect-invalid');
  });

  it('embeds the font once, however many signatures use it', async () => {
    const pdf = await pageTurned(0);
    const once = await sign(pdf, 'Mot', { text: TEXT });
    const twice = await sign(once, 'Hai', { text: TEXT }, { ...PLACE, top: 220 });
    expect(once.length - pdf.length).toBeGreaterThan(25_000);
    expect(twice.length - once.length).toBeLessThan(25_000);
    expect(
      Buffer.from(twice)
        .toString('latin1')
        .match(/\/FontFile2 /g),
    ).toHaveLength(1);
  });

  it('leaves the page as it is for a signature without a place', async () => {
    const pdf = await pageTurned(0);
    const prepared = prepareSignature(pdf, {
      newField: { name: 'An', page: 0 },
      certificate: signer.certificate,
      chain: [],
      signingTime: TEST_NOW,
    });
    const signed = completeSignature(pdf, prepared, await signPrepared(prepared, signer.key));
    expect(inspectPdf(signed).fields).toMatchObject([{ name: 'An', signed: true }]);
    const [before, after] = [judges.render(pdf), judges.render(signed)];
    expect(after?.rgb.equals(before?.rgb ?? Buffer.alloc(0))).toBe(
      before === undefined ? undefined : true,
    );
  });
});

it.each(TURNS)('finds the place again on a page turned by %i degrees', async (rotate) => {
  const [page] = inspectPdf(await pageTurned(rotate)).pages;
  if (page === undefined) throw new Error('no page');
  expect(seenOnPage(page, rectOnPage(page, PLACE))).toEqual(PLACE);
});

it('refuses a place outside of what readers see of the page', async () => {
  const pdf = await pageTurned(90);
  await expect(sign(pdf, 'ChuKy', undefined, { ...PLACE, left: -5 })).rejects.toThrow(
    'field.rect-invalid',
  );
});
