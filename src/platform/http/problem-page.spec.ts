import { describe, expect, it } from '@jest/globals';
import '../errors/platform.texts.js';
import { TooManyForFileError } from '../errors/platform.errors.js';
import { problemOf } from './problem.js';
import { isForReader, problemPage } from './problem-page.js';

describe('a refusal for somebody who followed a link', () => {
  it('is a page in both languages that runs nothing of the request', () => {
    const problem = problemOf(new TooManyForFileError(20_000), '/api/v1/registers');
    const page = problemPage({ ...problem, detail: `${problem.detail} <script>1</script>` });

    expect(page).toContain('hơn 20000 dòng');
    expect(page).toContain('lang="en">The list has more than 20000 lines');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script');
  });

  it('is made for navigation alone', () => {
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

    expect(isForReader('GET', browser)).toBe(true);
    expect(isForReader('POST', browser)).toBe(false);
    expect(isForReader('GET', { accept: 'application/json' })).toBe(false);
    expect(isForReader('GET', {})).toBe(false);
  });
});
