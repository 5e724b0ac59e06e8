import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Person } from '../testing/person.js';
import { selfSigned } from '../testing/self-signed.js';
import type { Token } from '../token/token.js';
import { Signer } from './signer.js';

describe('what an agent signs with', () => {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const both = [selfSigned(key, 'Nguyễn Đăng Quyết'), selfSigned(key, 'Nguyễn Đăng Quyết, cũ')];
  const place = { tokenLabel: 'T', tokenSerial: 'S', keyId: '01', label: '' };
  const token: Token = {
    certificates: () =>
      Promise.resolve(both.map((der) => ({ ...place, certificate: der.toString('base64') }))),
    verifyPin: () => Promise.resolve(),
    sign: ({ certificate }) => Promise.resolve([certificate]),
  };

  it('is the certificate that was named, where several lie in one place of a token', async () => {
    const person = new Person();
    const signer = new Signer(token, person, 60_000);
    const listed = await signer.certificates();
    expect(listed).toHaveLength(2);
    for (const { id: certificateId, certificate } of listed) {
      person.pins = ['482913'];
      const item = {
        title: 'Kế hoạch',
        digestAlgorithm: 'sha256',
        digest: Buffer.alloc(32),
      } as const;
      const act = { kind: 'documents', certificateId, items: [item] } as const;
      const signing = signer.sign(
        'https://vanban.example.gov.vn',
        act,
        new AbortController().signal,
      );
      expect(await signing).toEqual([certificate]);
    }
  });
});
