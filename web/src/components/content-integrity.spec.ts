import { describe, expect, it } from '@jest/globals';
import { isContentIntact } from './content-integrity';

describe('the integrity that a signature is shown with', () => {
  it('is lost with the signed bytes, and when something else is shown over them', () => {
    const untrusted = { code: 'chain-untrusted' };
    expect(isContentIntact({ intact: true, reasons: [untrusted] })).toBe(true);
    expect(isContentIntact({ intact: false, reasons: [] })).toBe(false);
    const changed = [untrusted, { code: 'modified-after-signing' }];
    expect(isContentIntact({ intact: true, reasons: changed })).toBe(false);
  });
});
