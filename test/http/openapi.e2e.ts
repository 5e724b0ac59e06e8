import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApiDocument } from '../../src/platform/http/openapi.js';
import { startTestApp, type TestApp } from '../setup/test-app.js';

const PUBLISHED = new URL('../../openapi.json', import.meta.url);

describe('the published API', () => {
  let office: TestApp;

  beforeAll(async () => {
    office = await startTestApp({ worker: false });
  });
  afterAll(() => office.close());

  it('is the one that the program serves (npm run openapi writes it anew)', () => {
    const served = `${JSON.stringify(openApiDocument(office.app), null, 2)}\n`;
    if (process.env['TRIEN_WRITE_OPENAPI'] === '1') writeFileSync(PUBLISHED, served);
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(served);
  });
});
