import { createHash, sign } from 'node:crypto';
import {
  children,
  context,
  encode,
  octetString,
  oid,
  readNode,
  readOid,
  sequence,
  sequenceOf,
  setOf,
  TAG,
} from '../../../cms/der.js';
import { OID } from '../../../cms/oids.js';
import { signWith } from '../../../fixtures/issue-plan.js';
import { TestIdentity } from '../../../fixtures/test-authority.js';
import { testTimeStamp } from '../../../fixtures/test-authority-time-stamp.js';
import { ofKind, type AttackBases, type AttackFile } from '../bases.js';
import { withCms } from './cms.js';

type Attributes = Map<string, Buffer>;

const attribute = (type: string, ...values: readonly Buffer[]): Buffer =>
  sequence(oid(type), setOf(...values));

/** The certificate that the attribute names, by its digest alone (RFC 5035, 4). */
const naming = (certificate: Uint8Array): Buffer =>
  sequence(sequence(sequence(octetString(createHash('sha256').update(certificate).digest()))));

/** Signs other attributes with the signer's own key: what broken or hostile software may write. */
function resigned(
  pdf: Buffer,
  bases: AttackBases,
  change: (attributes: Attributes) => readonly Buffer[],
): Buffer {
  return withCms(pdf, ({ certificates, signers: [signer = Buffer.alloc(0)] }) => {
    const [version, sid, digest, signed, scheme] = sequenceOf(readNode(signer));
    const known = new Map(
      children(signed ?? readNode(sequence())).map(
        (own) => [readOid(sequenceOf(own)[0]), own.bytes] as const,
      ),
    );
    const all = encode(TAG.set, ...change(known));
    const value = octetString(sign('sha256', all, bases.pki.leader.key));
    const attributes = Buffer.from(all);
    attributes[0] = 0xa0;
    const parts = [version?.bytes, sid?.bytes, digest?.bytes, attributes, scheme?.bytes, value];
    return { certificates, signers: [sequence(...parts.filter((part) => part !== undefined))] };
  });
}

const signed =
  (
    change: (attributes: Attributes, bases: AttackBases) => readonly Buffer[],
  ): AttackFile['build'] =>
  async (bases) =>
    resigned(await bases.approved, bases, (attributes) => change(attributes, bases));

const values = (attributes: Attributes): Buffer[] => [...attributes.values()];
const without = (attributes: Attributes, ...types: readonly string[]): Buffer[] =>
  [...attributes].filter(([type]) => !types.includes(type)).map(([, own]) => own);
const forged = octetString(Buffer.alloc(32, 7));

const SIGNED = ofKind('signed attributes', [
  [
    'a digest twice',
    'cms-malformed',
    signed((a) => [attribute(OID.messageDigest, forged), ...values(a)]),
  ],
  [
    'a digest twice, the other behind',
    'cms-malformed',
    signed((a) => [...values(a), attribute(OID.messageDigest, forged)]),
  ],
  [
    'two digests in one attribute',
    'digest-mismatch',
    signed((a) => [
      ...without(a, OID.messageDigest),
      attribute(OID.messageDigest, forged, octetString(Buffer.alloc(32, 8))),
    ]),
  ],
  ['no digest', 'digest-mismatch', signed((a) => without(a, OID.messageDigest))],
  ['no type of content', 'cms-content-type', signed((a) => without(a, OID.contentType))],
  [
    'another type of content',
    'cms-content-type',
    signed((a) => [
      ...without(a, OID.contentType),
      attribute(OID.contentType, oid(OID.timeStampInfo)),
    ]),
  ],
  [
    'no name of the certificate',
    'signing-certificate-attribute-missing',
    signed((a) => without(a, OID.signingCertificateV2)),
  ],
  [
    'the name of another certificate',
    'signing-certificate-mismatch',
    signed((a, { pki }) => [
      ...without(a, OID.signingCertificateV2),
      attribute(OID.signingCertificateV2, naming(pki.seal.certificate)),
    ]),
  ],
  [
    'the name of another certificate in the older way',
    'signing-certificate-mismatch',
    signed((a, { pki }) => [
      ...values(a),
      attribute(OID.signingCertificate, naming(pki.seal.certificate)),
    ]),
  ],
  [
    'the names of two certificates',
    'signing-certificate-mismatch',
    signed((a, { pki }) => [
      ...without(a, OID.signingCertificateV2),
      attribute(
        OID.signingCertificateV2,
        naming(pki.leader.certificate),
        naming(pki.seal.certificate),
      ),
    ]),
  ],
  [
    'a name that cannot be read',
    'signing-certificate-mismatch',
    signed((a) => [
      ...without(a, OID.signingCertificateV2),
      attribute(OID.signingCertificateV2, forged),
    ]),
  ],
]);

/** Puts unsigned attributes behind the signature's value, or takes the signed ones away. */
const unsigned =
  (make: (value: Buffer, bases: AttackBases) => readonly Buffer[]): AttackFile['build'] =>
  async (bases) =>
    withCms(
      await bases.once('roomy', () =>
        signWith(bases.pki, bases.laidOut, bases.pki.leader, { field: 'NguoiKy', level: 'B-T' }),
      ),
      ({ certificates, signers: [signer = Buffer.alloc(0)] }) => {
        const parts = sequenceOf(readNode(signer));
        const value = parts.at(-1)?.content ?? Buffer.alloc(0);
        const bytes = parts.map((part) => part.bytes);
        return {
          certificates,
          signers: [sequence(...bytes, context(1, ...make(value, bases)))],
        };
      },
    );

const clock = TestIdentity.root({ name: 'CN=Time-stamping root, C=VN' }).issue({
  name: 'CN=Time-stamping unit, C=VN',
  extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'],
  isExtendedKeyUsageCritical: true,
});
const stamp = (value: Uint8Array): Buffer =>
  testTimeStamp(createHash('sha256').update(value).digest(), 'sha256', { authority: clock });

const UNSIGNED = ofKind('unsigned attributes', [
  [
    'the time-stamp of another signature',
    'time-stamp-mismatch',
    unsigned(() => [attribute(OID.signatureTimeStamp, stamp(Buffer.from('another value')))]),
  ],
  [
    'a foreign time-stamp before the own one',
    'time-stamp-mismatch',
    unsigned((value) => [
      attribute(OID.signatureTimeStamp, stamp(Buffer.from('another value'))),
      attribute(OID.signatureTimeStamp, stamp(value)),
    ]),
  ],
  [
    'a time-stamp that is none',
    'time-stamp-invalid',
    unsigned(() => [attribute(OID.signatureTimeStamp, sequence(forged))]),
  ],
  [
    'hundreds of time-stamps',
    'time-stamp-invalid',
    unsigned(() => [
      attribute(OID.signatureTimeStamp, ...Array.from({ length: 300 }, () => sequence(forged))),
    ]),
  ],
  [
    'no attributes at all',
    'signing-certificate-attribute-missing',
    async (b) =>
      withCms(await b.approved, ({ certificates, signers: [signer = Buffer.alloc(0)] }) => {
        const [version, sid, digest, , scheme, value] = sequenceOf(readNode(signer));
        const parts = [version, sid, digest, scheme, value].map((part) => part?.bytes);
        return { certificates, signers: [sequence(...parts.filter((part) => part !== undefined))] };
      }),
  ],
]);

export const ON_ATTRIBUTES: readonly AttackFile[] = [...SIGNED, ...UNSIGNED];
