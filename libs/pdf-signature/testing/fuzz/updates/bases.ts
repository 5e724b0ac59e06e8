import { PDFDocument, type PDFForm } from 'pdf-lib';
import { issuePlan, SIGNED_AT, signWith } from '../../../fixtures/issue-plan.js';
import { samplePdf, stampPng } from '../../../fixtures/sample-pdfs.js';
import type { ThrowawayPki } from '../../../fixtures/throwaway-pki.js';
import { fillFields } from '../../../form/fill-fields.js';
import { layoutFields } from '../../../form/layout-fields.js';
import { completeSignature, signPrepared } from '../../../signing/complete.js';
import { extendSignatures } from '../../../signing/extend.js';
import { prepareSignature } from '../../../signing/prepare.js';
import { AttackBases } from '../../attacks/bases.js';
import { onPreparedForm } from '../../attacks/forms.js';
import { HonestAuthorities } from '../../honest/authorities.js';
import { FORM_VALUES, fillFormByPdfLib, laidOutForm } from '../../honest/forms.js';
import type { FormFieldName } from '../../honest/forms.js';
import { choose, manyFields } from './many-fields.js';
import { notedPage } from './noted.js';

/** A signed file, and updates of it that fill a field as honest software does. */
export type UpdateBase = {
  readonly name: string;
  readonly pdf: Uint8Array;
  /** Whose signatures it has. */
  readonly root: Uint8Array;
  readonly fills: readonly Uint8Array[];
};

/** Approved, certified at each level, classic and with object streams, with fields of every kind. */
export async function updateBases(pki: ThrowawayPki): Promise<UpdateBase[]> {
  const made = [
    ...(await formsAndPlans(pki)),
    ...(await signedOften(pki)),
    ...(await notedPages(pki)),
  ];
  return [...made.map((base) => ({ ...base, root: pki.root })), ...(await archived())];
}

type Made = Omit<UpdateBase, 'root'>;

async function formsAndPlans(pki: ThrowawayPki): Promise<Made[]> {
  const bases = new AttackBases(pki);
  const plain = [await bases.approved, await bases.certified(1), await bases.certified(2)];
  return [
    ...[...plain, await bases.certified(3), await bases.sealed].map((pdf, index) => ({
      name: `plain ${index}`,
      pdf,
      fills: index === 1 || index === 4 ? [] : [{ So: '42' }, { Ngay: 'Ngay 1' }].map(by(pdf)),
    })),
    ...(await preparedForms(bases)),
    ...(await officeForms(pki)),
    ...(await manyFieldForms(pki)),
    ...(await plans(pki)),
  ];
}

const by =
  (pdf: Uint8Array) =>
  (values: Readonly<Record<string, string>>): Uint8Array =>
    fillFields(pdf, values);

async function filledByPdfLib(pdf: Uint8Array, fill: (form: PDFForm) => void): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, {
    forIncrementalUpdate: true,
    updateMetadata: false,
  });
  fill(document.getForm());
  return document.commit({ useObjectStreams: false });
}

function preparedForms(bases: AttackBases): Promise<Made[]> {
  return Promise.all(
    ([2, 3] as const).map(async (level) => {
      const pdf = await onPreparedForm(level, () => undefined)(bases);
      const fills = [
        await filledByPdfLib(pdf, (form) => {
          form.getTextField('Trong').setText('77');
        }),
        await filledByPdfLib(pdf, (form) => {
          form.getCheckBox('DongY').check();
        }),
      ];
      return { name: `prepared ${level}`, pdf, fills };
    }),
  );
}

const LEVELS = [undefined, 2, 3] as const;
const PICTURE = { image: stampPng('person', 20) };

async function officeForms(pki: ThrowawayPki): Promise<Made[]> {
  const made: Made[] = [];
  for (const certify of [undefined, 2] as const) {
    const form = await laidOutForm(certify === 2);
    const field = { field: 'NguoiKy', ...(certify && { certify }) };
    const pdf = await signWith(pki, form, pki.leader, field);
    const names = Object.keys(FORM_VALUES) as FormFieldName[];
    const fills = await Promise.all(names.map((one) => fillFormByPdfLib(pdf, one)));
    made.push({ name: `office ${String(certify)}`, pdf, fills });
  }
  return made;
}

async function manyFieldForms(pki: ThrowawayPki): Promise<Made[]> {
  const made: Made[] = [];
  for (const certify of LEVELS) {
    const form = layoutFields(manyFields(), [
      { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
      { kind: 'signature', name: 'CoQuan', page: 1, rect: [380, 110, 480, 190] },
    ]);
    const field = { field: 'NguoiKy', appearance: PICTURE, ...(certify && { certify }) };
    const pdf = await signWith(pki, form, pki.leader, field);
    const fills = [
      fillFields(pdf, { Luoc: '1234' }),
      await filledByPdfLib(pdf, (own) => {
        own.getCheckBox('Dong').check();
      }),
      await filledByPdfLib(pdf, (own) => {
        own.getRadioGroup('Chon').select('B');
      }),
      ...choose(pdf),
    ];
    made.push({ name: `many fields ${String(certify)}`, pdf, fills });
  }
  return made;
}

async function plans(pki: ThrowawayPki): Promise<Made[]> {
  const made: Made[] = [];
  for (const objectStreams of [false, true]) {
    const source = await samplePdf({ objectStreams, pages: 2, rotate: objectStreams ? 180 : 0 });
    const { laidOut } = await issuePlan(pki, await samplePdf({ objectStreams, pages: 2 }));
    const form = objectStreams ? layoutFields(source, PLACES) : laidOut;
    const certify = { field: 'NguoiKy', certify: 2 } as const;
    const pdf = await signWith(pki, form, pki.leader, certify);
    made.push({ name: `plan ${String(objectStreams)}`, pdf, fills: [by(pdf)({ SoVanBan: '42' })] });
  }
  return made;
}

const PLACES = [
  { kind: 'text', name: 'SoVanBan', page: 0, rect: [110, 740, 150, 758], text: { fontSize: 13 } },
  { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
] as const;

const ROOMS = [
  { kind: 'signature', name: 'NguoiKy', page: 0, rect: [380, 110, 480, 190] },
  { kind: 'signature', name: 'KyNhay', page: 0, rect: [60, 60, 90, 80] },
  { kind: 'signature', name: 'CoQuan', page: 0, rect: [311, 99, 413, 201] },
] as const;

/** Three signatures with fills between them; the second locks one field. */
async function signedOften(pki: ThrowawayPki): Promise<Made[]> {
  const made: Made[] = [];
  for (const certify of LEVELS) {
    const form = layoutFields(manyFields(), ROOMS);
    const own = { field: 'NguoiKy', appearance: PICTURE, ...(certify && { certify }) };
    const signed = await signWith(pki, form, pki.leader, own);
    const lock = { action: 'include', fields: ['Luoc'] } as const;
    const filled = fillFields(signed, { Luoc: '1234' });
    const initialled = await signWith(pki, filled, pki.leader, { field: 'KyNhay', lock });
    const marked = await filledByPdfLib(initialled, (fields) => {
      fields.getCheckBox('Dong').check();
    });
    const pdf = await signWith(pki, marked, pki.seal, { field: 'CoQuan', appearance: PICTURE });
    const chosen = await filledByPdfLib(pdf, (fields) => {
      fields.getRadioGroup('Chon').select('B');
    });
    made.push({ name: `signed often ${String(certify)}`, pdf, fills: [chosen] });
  }
  return made;
}

async function notedPages(pki: ThrowawayPki): Promise<Made[]> {
  const form = layoutFields(notedPage(), ROOMS.slice(0, 1));
  const made = LEVELS.map(async (certify) => {
    const own = { field: 'NguoiKy', appearance: PICTURE, ...(certify && { certify }) };
    const pdf = await signWith(pki, form, pki.leader, own);
    return {
      name: `noted ${String(certify)}`,
      pdf,
      fills: [{ So: '42' }, { Ngay: '9' }].map(by(pdf)),
    };
  });
  return Promise.all(made);
}

/** With evidence and document time-stamps behind the signature, which permits nothing, or fills. */
async function archived(): Promise<UpdateBase[]> {
  const { signers, root, services } = new HonestAuthorities();
  const [who = root] = signers;
  const made = ([undefined, 1, 2] as const).map(async (certify) => {
    const prepared = prepareSignature(layoutFields(manyFields(), ROOMS), {
      ...{ certificate: who.certificate, chain: who.chain, signingTime: SIGNED_AT },
      ...{ field: 'NguoiKy', appearance: PICTURE, ...(certify && { certify }) },
    });
    const signature = await signPrepared(prepared, who.key);
    const signed = completeSignature(layoutFields(manyFields(), ROOMS), prepared, signature);
    const pdf = await extendSignatures(signed, 'B-LTA', services);
    const fills = certify === 1 ? [] : [by(pdf)({ Luoc: '1234' })];
    return { name: `archived ${String(certify)}`, pdf, root: root.certificate, fills };
  });
  return Promise.all(made);
}
