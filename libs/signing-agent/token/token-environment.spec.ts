import { describe, expect, it } from '@jest/globals';
import { tokenEnvironment } from './token-environment.js';

describe('what a library of tokens may know', () => {
  it('is the machine and the settings of such libraries, nothing of the program', () => {
    const machine = { PATH: '/bin', LC_ALL: 'C.UTF-8', SystemRoot: 'C:', SOFTHSM2_CONF: 'a' };
    const others = {
      DATABASE_URL: 'postgres://a:b@c',
      PGPASS: 'x',
      S3_KEY: 'x',
      SMARTCA_SP_ID: 'x',
      NODE_OPTIONS: '--inspect',
      LD_PRELOAD: 'x.so',
    };
    expect(tokenEnvironment({ ...machine, ...others })).toEqual(machine);
  });
});
