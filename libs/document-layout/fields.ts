import { mm } from './page.js';

/**
 * Where a form field goes. PDF points, origin bottom-left; `page` counts from 0;
 * `rect` is left, bottom, right, top.
 */
export type FieldBox = {
  readonly kind: 'text' | 'signature';
  readonly name: string;
  readonly page: number;
  readonly rect: readonly [number, number, number, number];
  readonly text?: {
    readonly fontSize: number;
    readonly italic?: boolean;
    readonly bold?: boolean;
    readonly align?: 'left' | 'center';
  };
};

/** Field names, the same in every document, so that each step finds its own. */
export const FIELD = {
  number: 'SoVanBan',
  date: 'NgayBanHanh',
  month: 'ThangBanHanh',
  contentInitial: 'KyNhayNoiDung',
  formInitial: 'KyNhayTheThuc',
  signer: 'NguoiKy',
  seal: 'CoQuan',
} as const;

/** A seal of a ward or commune People's Committee; other agencies say their own. */
export const DEFAULT_SEAL_DIAMETER_MM = 36;

/** An initial is a small image beside a line of text. */
export const INITIAL_BOX = { width: mm(14), height: mm(6) } as const;

export const SIGNER_BOX = { width: mm(40), height: mm(20) } as const;

type Point = { readonly x: number; readonly y: number };

/**
 * The boxes of the person's and the agency's signature around one centre.
 *
 * NĐ 30/2020, annex I, II.7d and II.8a: the person's image stands between position and name; the
 * seal, in its true size, covers about a third of it on its left.
 */
export function signerAndSealBoxes(
  page: number,
  centre: Point,
  sealDiameterMm: number,
): readonly [FieldBox, FieldBox] {
  const { width, height } = SIGNER_BOX;
  const left = centre.x - width / 2;
  const diameter = mm(sealDiameterMm);
  const sealRight = left + width / 3;

  return [
    {
      kind: 'signature',
      name: FIELD.signer,
      page,
      rect: [left, centre.y - height / 2, left + width, centre.y + height / 2],
    },
    {
      kind: 'signature',
      name: FIELD.seal,
      page,
      rect: [sealRight - diameter, centre.y - diameter / 2, sealRight, centre.y + diameter / 2],
    },
  ];
}
