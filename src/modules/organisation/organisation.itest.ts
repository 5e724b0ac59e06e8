import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { localDate } from '../../../libs/working-calendar/index.js';
import { aPost, anOrganisation, aUnit } from '../../../test/builders/organisation.js';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { FixedClock } from '../../platform/clock/clock.js';
import { dataSourceOptions } from '../../platform/database/data-source.js';
import { rows } from '../../platform/database/rows.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { OrganisationData } from './organisation-data.js';
import { OrganisationDirectory } from './organisation-directory.js';
import { OrganisationSetup } from './organisation-setup.js';
import { FindMandatesQuery } from './queries/find-mandates.query.js';
import { FindPostsQuery } from './queries/find-posts.query.js';
import { FindUnitsQuery } from './queries/find-units.query.js';

describe('the organisation', () => {
  let database: TestDatabase;
  let db: DataSource;
  let directory: OrganisationDirectory;

  beforeEach(async () => {
    database = await createTestDatabase();
    db = await new DataSource(dataSourceOptions(database.url, 2)).initialize();
    directory = new OrganisationDirectory(
      new FindUnitsQuery(),
      new FindPostsQuery(),
      new FindMandatesQuery(),
      new FixedClock(new Date('2026-08-24T07:45:00+07:00')),
    );
  }, 30_000);
  afterEach(async () => {
    await db.destroy();
    await database.drop();
  }, 30_000);

  const load = (data: Partial<OrganisationData>): Promise<void> =>
    new UnitOfWork(db).run((tx) => new OrganisationSetup().load(tx, anOrganisation(data)));
  const on = (day: string): { on: ReturnType<typeof localDate> } => ({ on: localDate(day) });

  it('seats nobody on a seat that is taken on one of the days', async () => {
    const posts = [
      aPost({ code: 'first', unit: 'ward', kind: 'head', validTo: '2026-03-31' }),
      aPost({ code: 'second', unit: 'ward', kind: 'acting-head', validFrom: '2026-03-31' }),
    ];
    await expect(load({ units: [aUnit({ code: 'ward' })], posts })).rejects.toMatchObject({
      driverError: { code: '23P01', constraint: 'post_seat_in_time' },
    });
  });

  it('answers who led the unit on the day that is asked for', async () => {
    await load({
      units: [aUnit({ code: 'ward' })],
      posts: [
        aPost({ code: 'first', unit: 'ward', kind: 'head', validTo: '2026-03-31' }),
        aPost({ code: 'second', unit: 'ward', kind: 'deputy-in-charge', validFrom: '2026-04-01' }),
      ],
    });
    const ward = await directory.findAgencyByCode(db, 'ward');
    const head = async (day: string): Promise<string | undefined> =>
      (await directory.headOf(db, ward?.id ?? '', localDate(day)))?.code;
    expect([await head('2026-03-31'), await head('2026-04-01')]).toEqual(['first', 'second']);
    expect(await head('2025-06-30')).toBeUndefined();
  });

  it('keeps two incarnations of a code apart in time, each with its own name', async () => {
    const second = aUnit({ code: 'ward', shortName: 'new', validFrom: '2025-07-01' });
    await load({
      units: [
        aUnit({ code: 'ward', shortName: 'old', validFrom: '2020-01-01', validTo: '2025-06-30' }),
      ],
    });
    await load({ units: [second] });
    await expect(load({ units: [{ ...second, validFrom: '2026-01-01' }] })).rejects.toMatchObject({
      driverError: { code: '23P01', constraint: 'unit_code_in_time' },
    });
    const names = await Promise.all(
      ['2025-06-30', '2025-07-01'].map(async (day) => {
        const unit = await directory.findAgencyByCode(db, 'ward', localDate(day));
        return unit?.shortName;
      }),
    );
    expect(names).toEqual(['old', 'new']);
  });

  it('takes a division for part of the agency above it, however deep', async () => {
    await load({
      units: [
        aUnit({ code: 'agency' }),
        aUnit({ code: 'office', parent: 'agency', isAgency: false }),
        aUnit({ code: 'division', parent: 'office', isAgency: false }),
        aUnit({ code: 'council', parent: 'agency', sealOf: 'agency' }),
      ],
    });
    const division = await directory.findUnitByCode(db, 'division');
    const agency = await directory.agencyOf(db, division?.id ?? '');
    expect(agency.code).toBe('agency');
    const council = await directory.findAgencyByCode(db, 'council');
    expect(council).toMatchObject({ hasSeal: true, sealOf: agency.id });
    await expect(directory.getAgency(db, division?.id ?? '')).rejects.toMatchObject({
      code: 'platform.not-found',
    });
  });

  it('lets a delegation stand only for its time and puts the exact mandate first', async () => {
    const capacity = {
      form: 'government' as const,
      steps: [
        { prefix: 'TM.' as const, of: { kind: 'collective' as const, name: 'Ủy ban nhân dân' } },
      ],
      signer: { title: 'Chủ tịch', rank: 'head' as const },
    };
    const mandate = {
      agency: 'ward',
      post: 'chair',
      capacity,
      issuerLines: null,
      preference: 0,
      basis: '',
      scope: '',
      validFrom: '2025-07-01',
      validTo: null,
    };
    await load({
      units: [aUnit({ code: 'ward' })],
      posts: [aPost({ code: 'chair', unit: 'ward', kind: 'head' })],
      mandates: [
        { ...mandate, typeCodes: null },
        {
          ...mandate,
          typeCodes: ['decision'],
          capacity: { ...capacity, steps: [] },
          validTo: '2026-06-30',
        },
      ],
    });
    const ward = await directory.findAgencyByCode(db, 'ward');
    const chair = await directory.findPostByCode(db, 'chair');
    const lines = async (typeCode: string, day: string): Promise<readonly string[] | undefined> => {
      const wanted = { agencyId: ward?.id ?? '', postId: chair?.id ?? '', typeCode, ...on(day) };
      return (await directory.findMandate(db, wanted))?.authorityLines;
    };
    expect(await lines('decision', '2026-06-30')).toEqual(['CHỦ TỊCH']);
    expect(await lines('decision', '2026-07-01')).toEqual(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']);
    expect(await lines('plan', '2026-06-30')).toEqual(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH']);
  });

  it('writes nothing of an organisation that names somebody it does not define', async () => {
    const loading = load({
      units: [aUnit({ code: 'ward' })],
      posts: [aPost({ code: 'clerk', unit: 'ward', clerkOf: ['nowhere'] })],
    });
    await expect(loading).rejects.toMatchObject({ code: 'organisation.unknown-code' });
    expect(await rows(db, 'SELECT 1 FROM organisation.unit')).toEqual([]);
  });
});
