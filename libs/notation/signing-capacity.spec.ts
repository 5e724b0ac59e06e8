import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type AuthorityKind,
  CAPACITY_STACKS,
  type CapacityRule,
  type DocumentForm,
  isLawfulCapacity,
  listCapacities,
  signatureBlock,
  type SignerRank,
  type SigningCapacity,
  type SigningPrefix,
  type SigningStep,
  UnlawfulCapacityError,
} from './index.js';

const step = (prefix: SigningPrefix, kind: AuthorityKind, name: string): SigningStep => ({
  prefix,
  of: { kind, name },
});
const capacity = (
  form: DocumentForm,
  steps: readonly SigningStep[],
  title: string,
  rank: SignerRank,
): SigningCapacity => ({ form, steps, signer: { title, rank } });
const acting = (given: SigningCapacity): SigningCapacity => ({
  ...given,
  signer: { ...given.signer, acting: true },
});

const TM_UBND = step('TM.', 'collective', 'Ủy ban nhân dân');
const KT_CT = step('KT.', 'head', 'Chủ tịch');
const TL_CT = step('TL.', 'head', 'Chủ tịch');
const TUQ_CT = step('TUQ.', 'head', 'Chủ tịch');
const KT_CVP = step('KT.', 'unit-head', 'Chánh Văn phòng');
const TM_BTV = step('T/M', 'collective', 'Ban Thường vụ');
const TL_BTV = step('T/L', 'collective', 'Ban Thường vụ');

describe('a lawful signature block', () => {
  it.each<[string, SigningCapacity]>([
    ['TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH', capacity('government', [TM_UBND], 'Chủ tịch', 'head')],
    [
      'TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH',
      capacity('government', [TM_UBND, KT_CT], 'Phó Chủ tịch', 'deputy'),
    ],
    [
      'KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC',
      capacity('government', [step('KT.', 'head', 'Giám đốc')], 'Phó Giám đốc', 'deputy'),
    ],
    ['CHỦ TỊCH', capacity('government', [], 'Chủ tịch', 'head')],
    [
      'TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG',
      capacity('government', [TL_CT], 'Chánh Văn phòng', 'unit-head'),
    ],
    [
      'TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG',
      capacity('government', [TL_CT, KT_CVP], 'Phó Chánh Văn phòng', 'unit-deputy'),
    ],
    ['GIÁM ĐỐC', capacity('government', [], 'Giám đốc', 'head')],
    ['Q. GIÁM ĐỐC', acting(capacity('government', [], 'Giám đốc', 'head'))],
    [
      'TUQ. CHỦ TỊCH / GIÁM ĐỐC SỞ NỘI VỤ',
      capacity('government', [TUQ_CT], 'Giám đốc Sở Nội vụ', 'unit-head'),
    ],
    [
      'TM. ỦY BAN NHÂN DÂN / Q. CHỦ TỊCH',
      acting(capacity('government', [TM_UBND], 'Chủ tịch', 'head')),
    ],
    [
      'T/M ĐẢNG ỦY / BÍ THƯ',
      capacity('party', [step('T/M', 'collective', 'Đảng uỷ')], 'Bí thư', 'head'),
    ],
    ['T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ', capacity('party', [TM_BTV], 'Phó Bí thư', 'deputy')],
    [
      'T/L BAN THƯỜNG VỤ / CHÁNH VĂN PHÒNG',
      capacity('party', [TL_BTV], 'Chánh Văn phòng', 'unit-head'),
    ],
    [
      'T/M ỦY BAN KIỂM TRA / CHỦ NHIỆM',
      capacity('party', [step('T/M', 'collective', 'Ủy ban Kiểm tra')], 'Chủ nhiệm', 'head'),
    ],
    [
      'K/T TRƯỞNG BAN / PHÓ TRƯỞNG BAN',
      capacity('party', [step('K/T', 'head', 'Trưởng ban')], 'Phó Trưởng ban', 'deputy'),
    ],
  ])('%s', (printed, given) => {
    expect(signatureBlock(given).lines.join(' / ')).toBe(printed);
  });

  it('prints the home position of a steering committee head under the signature', () => {
    const block = signatureBlock({
      ...capacity('government', [step('TM.', 'collective', 'Ban Chỉ đạo')], 'Trưởng ban', 'head'),
      homePosition: 'Chủ tịch UBND tỉnh',
    });
    expect(block).toEqual({
      code: 'on-behalf',
      lines: ['TM. BAN CHỈ ĐẠO', 'TRƯỞNG BAN'],
      homePosition: 'CHỦ TỊCH UBND TỈNH',
    });
  });
});

describe('an unlawful signature block', () => {
  it.each<[CapacityRule, SigningCapacity]>([
    ['deputy-signs-for-head', capacity('government', [], 'Phó Giám đốc', 'deputy')],
    ['deputy-signs-for-head', capacity('government', [TM_UBND], 'Phó Chủ tịch', 'deputy')],
    [
      'deputy-signs-for-head',
      capacity('government', [TL_CT], 'Phó Chánh Văn phòng', 'unit-deputy'),
    ],
    ['acting-is-for-heads', acting(capacity('government', [KT_CT], 'Phó Chủ tịch', 'deputy'))],
    [
      'for-head-not-collective',
      capacity(
        'government',
        [step('KT.', 'collective', 'Ủy ban nhân dân')],
        'Phó Chủ tịch',
        'deputy',
      ),
    ],
    [
      'for-head-not-collective',
      capacity('party', [step('K/T', 'collective', 'Đảng ủy')], 'Phó Bí thư', 'deputy'),
    ],
    [
      'for-head-not-collective',
      capacity('party', [TM_BTV, step('K/T', 'head', 'Bí thư')], 'Phó Bí thư', 'deputy'),
    ],
    [
      'no-redelegation',
      capacity('government', [TUQ_CT, KT_CVP], 'Phó Chánh Văn phòng', 'unit-deputy'),
    ],
    ['no-redelegation', capacity('government', [TUQ_CT, TL_CT], 'Trưởng phòng', 'unit-head')],
    ['delegation-to-own-head', capacity('government', [TUQ_CT], 'Chuyên viên', 'member')],
    ['by-order-of-head', capacity('government', [TL_CT], 'Phó Chủ tịch', 'deputy')],
    [
      'by-order-of-head',
      capacity(
        'government',
        [step('TL.', 'collective', 'Ủy ban nhân dân')],
        'Chánh Văn phòng',
        'unit-head',
      ),
    ],
    [
      'on-behalf-of-collective',
      capacity('government', [step('TM.', 'head', 'Chủ tịch')], 'Chủ tịch', 'head'),
    ],
    ['prefix-of-the-other-form', capacity('party', [TM_UBND], 'Bí thư', 'head')],
    ['prefix-of-the-other-form', capacity('government', [TM_BTV], 'Chủ tịch', 'head')],
    ['party-knows-no-delegation', capacity('party', [TUQ_CT], 'Chánh Văn phòng', 'unit-head')],
    ['own-right-is-for-heads', capacity('government', [], 'Trưởng phòng', 'unit-head')],
    ['unlisted-stack', capacity('government', [KT_CT, KT_CVP], 'Phó Chủ tịch', 'deputy')],
  ])('is refused by %s', (rule, given) => {
    expect(isLawfulCapacity(given)).toBe(false);
    try {
      signatureBlock(given);
      throw new Error('the block was accepted');
    } catch (error) {
      expect(error).toBeInstanceOf(UnlawfulCapacityError);
      expect(error).toMatchObject({ code: 'notation.capacity-unlawful', rule });
    }
  });
});

describe('the capacities offered to a signer', () => {
  const printed = (form: DocumentForm, title: string, rank: SignerRank, names: object): string[] =>
    listCapacities(form, { title, rank }, names).map((offered) =>
      signatureBlock(offered).lines.join(' / '),
    );

  it('are those whose names are there', () => {
    const names = { collective: 'Ủy ban nhân dân', head: 'Chủ tịch' };
    expect(printed('government', 'Phó Chủ tịch', 'deputy', names)).toEqual([
      'TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH',
      'KT. CHỦ TỊCH / PHÓ CHỦ TỊCH',
    ]);
    expect(printed('government', 'Giám đốc', 'head', {})).toEqual(['GIÁM ĐỐC']);
    expect(printed('party', 'Phó Bí thư', 'deputy', { collective: 'Ban Thường vụ' })).toEqual([
      'T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ',
    ]);
  });
});

describe('any combination of prefixes', () => {
  const anyStep = fc.record({
    prefix: fc.constantFrom<SigningPrefix>('TM.', 'KT.', 'TL.', 'TUQ.', 'T/M', 'K/T', 'T/L'),
    of: fc.record({
      kind: fc.constantFrom<AuthorityKind>('collective', 'head', 'unit-head'),
      name: fc.constantFrom('Ủy ban nhân dân', 'Chủ tịch'),
    }),
  });
  const anyCapacity: fc.Arbitrary<SigningCapacity> = fc.record({
    form: fc.constantFrom<DocumentForm>('government', 'party'),
    steps: fc.array(anyStep, { maxLength: 3 }),
    signer: fc.record({
      title: fc.constant('Phó Chủ tịch'),
      rank: fc.constantFrom<SignerRank>('head', 'deputy', 'member', 'unit-head', 'unit-deputy'),
      acting: fc.boolean(),
    }),
  });

  it('is either one of the listed stacks or refused by a rule, never anything else', () => {
    fc.assert(
      fc.property(anyCapacity, (given) => {
        try {
          const block = signatureBlock(given);
          const codes = CAPACITY_STACKS.filter(({ form }) => form === given.form);
          expect(codes.map(({ code }) => code)).toContain(block.code);
          expect(block.lines).toHaveLength(given.steps.length + 1);
          expect(block.lines.some((line) => line.startsWith('T/U'))).toBe(false);
        } catch (error) {
          if (!(error instanceof UnlawfulCapacityError)) throw error;
          expect(error.basis).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });
});
