import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { PdfDict, PdfRef, PdfString } from '../../pdf/objects.js';
import { append } from '../attacks/bases.js';
import { Random } from './random.js';

const BOXES = ['[0 0 595 842]', '[-20 -30 595 842]', '[0 0 842 1191]', '[595 842 0 0]'] as const;
const ROTATIONS = ['', '', '/Rotate 90', '/Rotate 180', '/Rotate 270', '/Rotate -90'] as const;
const ANNOTATION = '<< /Type /Annot /Subtype /Text /Rect [20 20 40 40] /Contents (x) >>';
const OWN_FIELD =
  '/Type /Annot /Subtype /Widget /FT /Tx /T (Cu) /Rect [450 20 550 40] /DA (/F1 9 Tf 0 g)';

/** A good file of whatever make: how its pages hang together, and how it is written, is chance. */
export async function randomPdf(seed: number): Promise<Uint8Array> {
  const random = new Random(seed);
  let pdf: Uint8Array = new Draft(random).write();
  if (random.chance(0.4)) pdf = await packed(pdf);
  return random.chance(0.3) ? updated(pdf) : pdf;
}

async function packed(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.save({ useObjectStreams: true, updateFieldAppearances: false });
}

/** With an update behind it, from before anybody signed. */
function updated(pdf: Uint8Array): Uint8Array {
  return append(pdf, (writer, document) => {
    const place = document.trailer.get('Info');
    const information = PdfDict.of({ Title: PdfString.text('Kế hoạch') });
    if (place instanceof PdfRef) writer.put(place, information);
    else writer.add(information);
  });
}

/** Objects put together by chance, each with a number of its own and numbers left out between. */
class Draft {
  private readonly objects = new Map<number, string>();
  private next = 1;

  constructor(private readonly random: Random) {}

  write(): Buffer {
    const { random } = this;
    const form = this.form();
    const pages = this.tree(1 + random.int(4), '', form?.field);
    const catalog = this.add(
      `<< /Type /Catalog /Pages ${pages} ${form === null ? '' : `/AcroForm ${form.dict}`} >>`,
    );
    const info = random.chance(0.6) ? `/Info ${this.add('<< /Title (Ke hoach) >>')}` : '';
    const id = random.chance(0.6) ? '/ID [<0102> <0304>]' : '';
    return this.file(`/Root ${catalog} ${info} ${id}`);
  }

  private reserve(): number {
    this.next += this.random.chance(0.2) ? 1 + this.random.int(5) : 0;
    this.next += 1;
    return this.next - 1;
  }

  private add(text: string): string {
    const num = this.reserve();
    this.objects.set(num, text);
    return `${num} 0 R`;
  }

  /** A part here, or in an object of its own. */
  private place(text: string): string {
    return this.random.chance(0.5) ? this.add(text) : text;
  }

  private form(): { readonly dict: string; readonly field: string } | null {
    if (this.random.chance(0.6)) return null;
    const field = this.add(`<< ${OWN_FIELD} >>`);
    const resources = this.place(`<< /Font << /F1 ${this.font()} >> >>`);
    const fields = this.place(`[${field}]`);
    return { dict: this.place(`<< /Fields ${fields} /DR ${resources} >>`), field };
  }

  private font(): string {
    return this.add('<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>');
  }

  /** Pages below one node, and below nodes of it. */
  private tree(count: number, parent: string, field: string | undefined): string {
    const { random } = this;
    const num = this.reserve();
    const kids: string[] = [];
    for (let left = count; left > 0;) {
      const below = left > 1 && random.chance(0.4) ? 1 + random.int(left - 1) : 0;
      const shown = left === count ? field : undefined;
      kids.push(below > 0 ? this.tree(below, `${num} 0 R`, shown) : this.page(`${num} 0 R`, shown));
      left -= Math.max(1, below);
    }
    const above = parent === '' ? '/MediaBox [0 0 595 842]' : `/Parent ${parent}`;
    const handed = random.chance(0.4) ? this.resources() : '';
    this.objects.set(
      num,
      `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${count} ${above} ${handed} >>`,
    );
    return `${num} 0 R`;
  }

  private page(parent: string, field: string | undefined): string {
    const { random } = this;
    const box = random.chance(0.5) ? `/MediaBox ${random.pick(BOXES)}` : '';
    const notes = random.chance(0.4) ? [this.place(ANNOTATION)] : [];
    const shown = [...(field === undefined ? [] : [field]), ...notes];
    const list = shown.length > 0 ? `/Annots ${this.place(`[${shown.join(' ')}]`)}` : '';
    const contents = Array.from({ length: random.int(3) }, () => this.content()).join(' ');
    return this.add(
      `<< /Type /Page /Parent ${parent} ${box} ${random.pick(ROTATIONS)} ${list} ` +
        `/Contents ${this.place(`[${contents}]`)} ${this.resources()} >>`,
    );
  }

  private resources(): string {
    return `/Resources ${this.place(`<< /Font << /F1 ${this.font()} >> >>`)}`;
  }

  private content(): string {
    const text = `BT /F1 12 Tf 90 ${300 + this.random.int(90)} Td (Dieu ${this.random.int(99)}) Tj ET`;
    const isPacked = this.random.chance(0.5);
    const data = isPacked ? deflateSync(text) : Buffer.from(text);
    const filter = isPacked ? '/Filter /FlateDecode' : '';
    const length = this.place(String(data.length));
    return this.add(
      `<< /Length ${length} ${filter} >>\nstream\n${data.toString('latin1')}\nendstream`,
    );
  }

  private file(trailer: string): Buffer {
    const { random } = this;
    const end = random.pick(['\n', '\r\n', '\r']);
    let text = `%PDF-1.${4 + random.int(4)}${end}%\u00e2\u00e3\u00cf\u00d3${end}`;
    const offsets = new Map<number, number>();
    const numbers = [...this.objects.keys()];
    if (random.chance(0.5)) numbers.reverse();
    for (const num of numbers) {
      offsets.set(num, text.length);
      text += `${num} 0 obj${end}${this.objects.get(num) ?? ''}${end}endobj${end}`;
    }
    const start = text.length;
    text += `xref${end}0 ${this.next}${end}0000000000 65535 f\r\n`;
    for (let num = 1; num < this.next; num += 1) {
      const offset = offsets.get(num);
      const entry = String(offset ?? 0).padStart(10, '0');
      text += `${entry} ${offset === undefined ? '65535 f' : '00000 n'}\r\n`;
    }
    text += `trailer${end}<< /Size ${this.next} ${trailer} >>${end}startxref${end}${start}${end}%%EOF${end}`;
    return Buffer.from(text, 'latin1');
  }
}
