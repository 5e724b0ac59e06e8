/** One post for each role in the ward of the tests. */
export const WARD = ['ct-ts', 'cvp-ts', 'vt-ts', 'tp-vhxh', 'cv-vh1', 'cv-cchc-ts'] as const;

/** The ward's heads, its office and who carries the reform: they steer every task of theirs. */
export const WARD_STEERING = ['ct-ts', 'cvp-ts', 'cv-cchc-ts'] as const;

/** The same in a ward of the same rank, whose business none of it is. */
export const OTHER_WARD = ['ct-tam-son', 'cvp-tam-son', 'vt-tam-son'] as const;

/** The committee above: its chair, and the administrator, who has no more rights than his post. */
export const PROVINCE = ['ct-tinh', 'qt-01'] as const;

/** The department that drafts the province's plan. */
export const DEPARTMENT = ['gd-snv'] as const;

export const GOVERNMENT = [...WARD, ...OTHER_WARD, ...PROVINCE, ...DEPARTMENT] as const;

/** The ward's Party committee; `pbt-ts` is the ward's chair himself, in his other post. */
export const COMMITTEE = ['bt-ts', 'pbt-ts', 'cvpdu', 'vt-du'] as const;

export const COMMITTEE_STEERING = ['bt-ts', 'pbt-ts', 'cvpdu'] as const;

export const INSPECTION = ['cn-ubkt'] as const;

export const PARTY = [...COMMITTEE, ...INSPECTION] as const;

export const POSTS = [...GOVERNMENT, ...PARTY] as const;
export type PostCode = (typeof POSTS)[number];
