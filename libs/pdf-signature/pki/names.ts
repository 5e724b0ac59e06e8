import {
  children,
  expectTag,
  readOid,
  readText,
  sequenceOf,
  TAG,
  type DerNode,
} from '../cms/der.js';
import { OID } from '../cms/oids.js';

/** What of a distinguished name is shown; the last value wins where one stands there twice. */
export type NameParts = {
  readonly commonName: string | null;
  readonly organisation: string | null;
  readonly organisationalUnit: string | null;
  readonly title: string | null;
  readonly email: string | null;
  readonly serialNumber: string | null;
};

export function readNameParts(name: DerNode): NameParts {
  const values = new Map<string, string>();
  for (const relative of children(name)) {
    for (const attribute of children(expectTag(relative, TAG.set))) {
      const [type, value] = sequenceOf(attribute);
      if (value !== undefined) values.set(readOid(type), readText(value));
    }
  }
  return {
    commonName: values.get(OID.commonName) ?? null,
    organisation: values.get(OID.organisation) ?? null,
    organisationalUnit: values.get(OID.organisationalUnit) ?? null,
    title: values.get(OID.title) ?? null,
    email: values.get(OID.email) ?? null,
    serialNumber: values.get(OID.serialNumber) ?? null,
  };
}
