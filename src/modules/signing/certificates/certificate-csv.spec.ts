import { describe, expect, it } from '@jest/globals';
import { certificateCsv } from './certificate-csv.js';
import type { CertificateLine } from './certificate.views.js';
import './certificates.texts.js';

const LINE: CertificateLine = {
  id: '0198d2b4-0000-7000-8000-000000000000',
  kind: 'agency',
  serial: '54af',
  subject: '=cmd(); "x"',
  issuer: 'CA',
  medium: 'pkcs11',
  notBefore: '2026-08-23T17:30:00.000Z',
  notAfter: '2029-08-23T00:00:00.000Z',
  daysLeft: 1095,
  endsWithin: null,
  standing: 'in-force',
  agencyId: '0198d2b4-0000-7000-8000-000000000001',
  agencyName: 'UBND phường Từ Sơn',
  holderName: 'Lê Thị Nhàn',
  holderTitle: 'Văn thư',
  deviceWith: null,
  replacedBy: null,
  warning: null,
};

describe('the register in a file', () => {
  it('opens in a spreadsheet, in legal days, and runs no formula', () => {
    const [header, line] = certificateCsv([LINE]).split('\r\n');
    expect(header?.startsWith('\ufeffSố sê-ri;Cơ quan cấp chứng thư;Chủ thể;')).toBe(true);
    expect(line).toBe(
      `54af;CA;"'=cmd(); ""x""";Lê Thị Nhàn;Văn thư;UBND phường Từ Sơn;Cơ quan, tổ chức;HSM hoặc token tại máy chủ;24/08/2026;23/08/2029;Còn hiệu lực;`,
    );
  });

  it('is all in English for who reads English', () => {
    const [header, line] = certificateCsv([LINE], 'en').split('\r\n');
    expect(header).toBe(
      '\ufeffSerial number;Issuer;Subject;Held by;Post;Agency;Kind;Medium;Valid from;Valid until;State;Device is with',
    );
    expect(line).toContain(';Organisation;HSM or token at the server;');
    expect(line).toContain(';In force;');
  });
});
