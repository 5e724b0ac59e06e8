import { stampPng } from '../../fixtures/sample-pdfs.js';
import type { TestIdentity } from '../../fixtures/test-authority.js';
import type { Rect } from '../../form/rect.js';
import { completeSignature, signPrepared } from '../../signing/complete.js';
import { prepareSignature } from '../../signing/prepare.js';
import { classicPdf } from '../attacks/bases.js';
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

async function stamp(
  pdf: Uint8Array,
  who: TestIdentity,
  kind: 'person' | 'seal',
  rect: Rect,
): Promise<Uint8Array> {
  const prepared = prepareSignature(pdf, {
    certificate: who.certificate,
    chain: who.chain,
    signingTime: new Date('2026-03-02T02:15:00Z'),
    newField: { name: kind, page: 0, rect },
    appearance: { image: stampPng(kind) },
  });
  return completeSignature(pdf, prepared, await signPrepared(prepared, who.key));
}

/** Pictures through which letters are read, put where nobody had laid out a place for them. */
export const SEAL_KINDS: readonly HonestKind[] = [
  {
    name: 'the seal of an agency over the title of who signed',
    build: async ({ signers, root }) => {
      const [leader = root, agency = root] = signers;
      const signed = await stamp(PAGE, leader, 'person', [370, 205, 450, 280]);
      return stamp(signed, agency, 'seal', [315, 225, 417, 327]);
    },
  },
];
