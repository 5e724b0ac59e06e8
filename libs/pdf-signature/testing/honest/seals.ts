import { stampPng } from '../../fixtures/sample-pdfs.js';
import type { TestIdentity } from '../../fixtures/test-authority.js';
import { layoutFields } from '../../form/layout-fields.js';
import type { Rect } from '../../form/rect.js';
import { completeSignature, signPrepared } from '../../signing/complete.js';
import { prepareSignature, type PrepareOptions } from '../../signing/prepare.js';
import { classicPdf } from '../attacks/bases.js';
import type { HonestAuthorities } from './authorities.js';
import type { HonestKind } from './kinds.js';

const TITLE = 'BT /F1 13 Tf 340 300 Td (TM. UY BAN NHAN DAN) Tj 30 -18 Td (CHU TICH) Tj ET';

/** A page that ends with the title of who signs it. */
const PAGE = classicPdf(
  {
    1: '<< /Type /Catalog /Pages 2 0 R >>',
    2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>',
    3: '<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    4: `<< /Length ${TITLE.length} >>\nstream\n${TITLE}\nendstream`,
    5: '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Bold >>',
  },
  '/Root 1 0 R /ID [<01> <01>]',
);

type Place = Pick<PrepareOptions, 'field' | 'newField'>;

async function stamp(
  pdf: Uint8Array,
  who: TestIdentity,
  kind: 'person' | 'seal',
  place: Place,
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, {
    certificate: who.certificate,
    chain: who.chain,
    signingTime: new Date('2026-03-02T02:15:00Z'),
    ...place,
    appearance: { image: stampPng(kind) },
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, who.key));
}

const PLACES: Readonly<Record<'person' | 'seal', Rect>> = {
  person: [370, 205, 450, 280],
  seal: [315, 225, 417, 327],
};

async function signAndSeal(
  { signers, root }: HonestAuthorities,
  pdf: Uint8Array,
  place: (kind: 'person' | 'seal') => Place,
): Promise<Uint8Array> {
  const [leader = root, agency = root] = signers;
  const signed = await stamp(pdf, leader, 'person', place('person'));
  return stamp(signed, agency, 'seal', place('seal'));
}

/** Pictures through which letters are read. */
export const SEAL_KINDS: readonly HonestKind[] = [
  {
    name: 'the seal of an agency over the title of who signed',
    build: (authorities) =>
      signAndSeal(authorities, PAGE, (name) => ({
        newField: { name, page: 0, rect: PLACES[name] },
      })),
  },
  {
    name: 'the same seal where its place had been laid out',
    build: (authorities) => {
      const fields = (['person', 'seal'] as const).map((name) => ({
        ...{ kind: 'signature' as const, name, page: 0, rect: PLACES[name] },
      }));
      return signAndSeal(authorities, layoutFields(PAGE, fields), (field) => ({ field }));
    },
  },
];
