import { TestIdentity } from '../../fixtures/test-authority.js';
import { testTimeStamp } from '../../fixtures/test-authority-time-stamp.js';
import type { ExtensionServices } from '../../signing/extend.js';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** Who signs honest files: a few people of one authority, and a time-stamping unit. */
export class HonestAuthorities {
  readonly root = TestIdentity.root({ name: 'CN=CA gốc của tệp trung thực, C=VN' });
  readonly signers: readonly TestIdentity[] = [
    'Nguyễn Thị Hằng',
    'Đỗ Văn Kiểm',
    'Ủy ban nhân dân phường Từ Sơn',
  ].map((person) => this.root.issue({ name: `CN=${person}, C=VN`, keyUsage: ['nonRepudiation'] }));
  private readonly clockwork = this.root.issue({
    name: 'CN=Dịch vụ cấp dấu thời gian, C=VN',
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: [TIME_STAMPING],
    isExtendedKeyUsageCritical: true,
  });
  private stamps = 0;

  /** Answers from memory; what is stored as evidence only has to be there. */
  readonly services: ExtensionServices = {
    timeStamper: {
      stamp: (imprint, digestAlgorithm) => {
        this.stamps += 1;
        const genTime = new Date(Date.UTC(2026, 2, 2, 3, 0, this.stamps));
        const token = testTimeStamp(imprint, digestAlgorithm, {
          authority: this.clockwork,
          genTime,
          chain: [this.root.certificate],
        });
        return Promise.resolve(token);
      },
    },
    evidence: {
      gather: ({ leaf }) =>
        Promise.resolve({ certificates: [leaf, this.root.certificate], ocsp: [], crls: [] }),
    },
  };
}
