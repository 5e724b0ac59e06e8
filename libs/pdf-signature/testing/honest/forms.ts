import { PDFDocument, PDFName, PDFString, StandardFonts, type PDFField } from 'pdf-lib';
import { layoutFields } from '../../form/layout-fields.js';

export const OFFICES = [
  'Mot cua',
  'Noi vu',
  'Tai chinh',
  'Tu phap',
  'Van hoa',
  'Van phong',
] as const;
/** Fields of the form, and what is filled in. */
export const FORM_VALUES = {
  Ten: 'Nguyen Van A',
  DiaChi: 'So 1 duong Tran Phu, phuong Tu Son',
  Ma: '4206',
  GhiChu: 'Da doi chieu (2)',
  DongY: 'Yes',
  HinhThuc: 'truc tuyen',
  LinhVuc: 'Dat dai',
  Phong: 'Tai chinh',
} as const;
export type FormFieldName = keyof typeof FORM_VALUES;

/** Solid, bevelled, inset, dashed, underlined (ISO 32000-2, Table 168). */
const BORDERS = ['S', 'B', 'I', 'D', 'U'] as const;

/** A form as offices hand them out: every kind of field, framed in every way. */
async function formPdf(objectStreams: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  const font = await document.embedFont(StandardFonts.TimesRoman);
  page.drawText('TO KHAI', { x: 90, y: 760, size: 14, font });
  const form = document.getForm();
  const place = { x: 90, width: 200, height: 20, borderWidth: 1 };
  form.createTextField('Ten').addToPage(page, { ...place, y: 720 });
  const address = form.createTextField('DiaChi');
  address.enableMultiline();
  address.addToPage(page, { ...place, y: 660, height: 50 });
  const code = form.createTextField('Ma');
  code.setMaxLength(4);
  code.enableCombing();
  code.addToPage(page, { ...place, y: 630 });
  form.createTextField('GhiChu').addToPage(page, { ...place, y: 600 });
  form.createCheckBox('DongY').addToPage(page, { ...place, y: 570, width: 20 });
  const way = form.createRadioGroup('HinhThuc');
  way.addOptionToPage('truc tiep', page, { ...place, y: 540, width: 20 });
  way.addOptionToPage('truc tuyen', page, { ...place, x: 150, y: 540, width: 20 });
  const subject = form.createDropdown('LinhVuc');
  subject.addOptions(['Ho tich', 'Dat dai']);
  subject.addToPage(page, { ...place, y: 510 });
  const offices = form.createOptionList('Phong');
  offices.addOptions([...OFFICES]);
  offices.addToPage(page, { ...place, y: 440, height: 50 });
  form.getFields().forEach(frame);
  form.updateFieldAppearances(font);
  return document.save({ useObjectStreams: objectStreams });
}

function frame(field: PDFField, index: number): void {
  for (const widget of field.acroField.getWidgets()) {
    const style = BORDERS[index % BORDERS.length] ?? 'S';
    widget.dict.set(
      PDFName.of('BS'),
      widget.dict.context.obj({ W: 1, S: PDFName.of(style), D: [3, 2] }),
    );
    widget.dict.set(PDFName.of('TU'), PDFString.of('to khai'));
  }
}

/** The form with places for two signatures. */
export async function laidOutForm(objectStreams: boolean): Promise<Uint8Array> {
  return layoutFields(await formPdf(objectStreams), [
    { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
    { kind: 'signature', name: 'CoQuan', page: 0, rect: [311, 99, 413, 201] },
  ]);
}

/** Filled by pdf-lib, which draws the field anew. */
export async function fillFormByPdfLib(pdf: Uint8Array, name: FormFieldName): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, {
    forIncrementalUpdate: true,
    updateMetadata: false,
  });
  const form = document.getForm();
  const value = FORM_VALUES[name];
  if (name === 'DongY') form.getCheckBox(name).check();
  else if (name === 'HinhThuc') form.getRadioGroup(name).select(value);
  else if (name === 'LinhVuc') form.getDropdown(name).select(value);
  else if (name === 'Phong') form.getOptionList(name).select(value);
  else form.getTextField(name).setText(value);
  return document.commit({
    useObjectStreams: Buffer.from(pdf).includes('/ObjStm'),
  });
}
