import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pemOf } from '../fixtures/openssl.js';
import { TestIdentity } from '../fixtures/test-authority.js';
import { toDefinite } from './ber.js';
import { checkSignedData } from './cms-check.js';
import { parseSignedData } from './cms-parse.js';
import { encodeAll, TAG } from './der.js';
import { OID } from './oids.js';

const CONTENT = Buffer.from('Nội dung được ký');
let folder: string;
let streamed: Buffer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pdf-signature-'));
  const at = (name: string): string => join(folder, name);
  const signer = TestIdentity.root({ name: 'CN=Nguyễn Văn Thử, C=VN', key: 'rsa2048' });
  writeFileSync(at('c.pem'), pemOf(signer.certificate));
  writeFileSync(at('k.pem'), signer.key.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(at('content'), CONTENT);
  const how = ['cms', '-sign', '-stream', '-binary', '-outform', 'DER', '-md', 'sha256'];
  const files = ['-in', at('content'), '-signer', at('c.pem'), '-inkey', at('k.pem')];
  execFileSync('openssl', [...how, ...files, '-out', at('cms')], { stdio: 'pipe' });
  streamed = readFileSync(at('cms'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a container of indefinite length', () => {
  it('is read as the signature that it holds, padding of the gap included', () => {
    expect(streamed[1]).toBe(0x80);
    const signedData = parseSignedData(Buffer.concat([streamed, Buffer.alloc(100)]));
    const expected = { contentType: OID.data, content: [CONTENT], needsSigningCertificate: false };
    expect(checkSignedData(signedData, expected).reasons).toEqual([]);
  });

  it('may lie within one of definite length', () => {
    const within = encodeAll(TAG.sequence, [streamed.subarray(2, -2)]);
    const { signer } = parseSignedData(Buffer.concat([within, Buffer.alloc(100)]));
    expect(signer.signature).toEqual(parseSignedData(streamed).signer.signature);
  });

  it('may be followed by padding only', () => {
    const padded = Buffer.concat([streamed, Buffer.from([0, 0, 1])]);
    expect(() => parseSignedData(padded)).toThrow('padding');
  });

  it.each([
    ['ended too early', Buffer.from('30800201', 'hex'), 'truncated'],
    ['never ended', Buffer.from('3080020101', 'hex'), 'truncated'],
    ['nested without end', Buffer.alloc(400, Buffer.from('3080', 'hex')), 'depth'],
    ['with pieces that are no octets', Buffer.from('24800201010000', 'hex'), 'pieces'],
  ])('is refused when %s', (_, bytes, detail) => {
    expect(() => toDefinite(bytes)).toThrow(detail);
  });

  it('keeps every byte of what is of definite length already', () => {
    const good = Buffer.from('3008020101a003020105', 'hex');
    expect(toDefinite(good)).toEqual({ der: good, length: 10 });
    expect(toDefinite(Buffer.from('2480040101040102' + '0000', 'hex')).der.toString('hex')).toBe(
      '04020102',
    );
  });
});
