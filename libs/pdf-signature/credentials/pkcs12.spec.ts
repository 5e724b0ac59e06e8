import { describe, expect, it } from '@jest/globals';
import { children, integer, readWhole, sequence, sequenceOf } from '../cms/der.js';
import { packKeyFile } from '../fixtures/key-file.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import { readPkcs12 } from './pkcs12.js';

const PASSWORD = 'Mật khẩu 1';
const root = TestIdentity.root({ name: 'CN=CA gốc, C=VN' });
const file = packKeyFile(root.issue({ name: 'CN=Nguyễn Thị Hằng, C=VN' }), PASSWORD);

/** The file with another number of rounds for the check of its password. */
function withRounds(rounds: number): Buffer {
  const [version, safe, mac] = sequenceOf(readWhole(file));
  if (version === undefined || safe === undefined || mac === undefined) throw new Error('no MAC');
  const [digest, salt] = children(mac);
  const parts = [digest, salt].flatMap((node) => (node === undefined ? [] : [node.bytes]));
  return sequence(version.bytes, safe.bytes, sequence(...parts, integer(rounds)));
}

describe('a key file', () => {
  it('opens', () => {
    expect(readPkcs12(file, PASSWORD).chain).toEqual([]);
  });

  it('is refused when its password takes hours to check, and the next one opens', () => {
    const started = performance.now();
    expect(() => readPkcs12(withRounds(2 ** 31 - 1), PASSWORD)).toThrow('too-slow');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(() => readPkcs12(withRounds(2_049), PASSWORD)).toThrow('wrong-password');
    expect(readPkcs12(file, PASSWORD).certificate.length).toBeGreaterThan(0);
  });
});
