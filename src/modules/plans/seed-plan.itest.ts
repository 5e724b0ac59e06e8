import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actorIn } from '../../../test/builders/plans.js';
import { startTestApp, type TestApp } from '../../../test/setup/test-app.js';
import { loadDataSet } from '../../demo-office/index.js';
import { maybeRow } from '../../platform/database/rows.js';
import { GetBoardQuery } from './queries/get-board.query.js';
import { PreviewPlanQuery } from './queries/preview-plan.query.js';

let office: TestApp;
let planId: string;

beforeAll(async () => {
  office = await startTestApp({ worker: false, at: new Date('2024-04-16T08:00:00+07:00') });
  await loadDataSet(office.app, 'tu-son-2024', { signing: [] });
  const plan = await maybeRow<{ id: string }>(office.db, 'SELECT id FROM plans.plan');
  planId = plan?.id ?? '';
}, 120_000);

afterAll(() => office.close());

describe('Plan No. 150/KH-UBND of the city of Từ Sơn', () => {
  it('stands on paper word for word', async () => {
    const chair = await actorIn(office, 'ct');
    const text = textOf(await office.app.get(PreviewPlanQuery).execute(chair, planId, null));
    expect(text).toContain('Cải cách hành chính thành phố Từ Sơn năm 2024');
    expect(text).toContain('Hồ sơ giải quyết trực tuyến cấp thành phố: đạt 85%.');
    expect(text).toContain('Hồ sơ giải quyết trực tuyến cấp xã: đạt từ 80% trở lên.');
    expect(text).toMatch(/Trung tâm Hành chính công thành phố:[^.]* đạt 100%\./u);
    expect(text).toMatch(/Bộ phận Một cửa các phường:[^.]* đạt 100%\./u);
    expect(text).toMatch(/giải quyết[^.]* đạt 100%;[^.]*công khai[^.]* đạt 100%\./u);
    expect(text).toContain('Nghiêm Thế Bảo');
    expect(text).toContain('Sau khi có kết luận kiểm tra');
  });

  it('measures each ward and the city by its own value', async () => {
    const board = await office.app
      .get(GetBoardQuery)
      .execute(await actorIn(office, 'ct'), planId, '2024-01');
    const lights = (name: string): Record<string, string> =>
      Object.fromEntries(
        board.rows
          .find((row) => row.name.includes(name))
          ?.cells.filter(({ status }) => status !== 'not-applicable')
          .map(({ targetCode, status }) => [targetCode, status]) ?? [],
      );
    expect(lights('Châu Khê')).toEqual({ K2: 'met', K4: 'unmet', K5: 'unmet' });
    expect(lights('Tương Giang')).toEqual({ K2: 'met', K4: 'unmet', K5: 'none' });
    expect(lights('Hành chính công')).toEqual({ K1: 'met', K3: 'near', K5: 'met' });
    expect(board.aggregates.map(({ level }) => level).toSorted()).toEqual(['city', 'commune']);
  });
});

function textOf(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'trien-text-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    const text = execFileSync('pdftotext', ['-raw', join(folder, 'a.pdf'), '-']).toString();
    return text.normalize('NFC').replace(/\s+/gu, ' ');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
