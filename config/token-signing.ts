import { z } from 'zod';

export const tokenSigningSchema = z.object({
  PKCS11_MODULES: z
    .string()
    .default('')
    .describe(
      'PKCS#11 libraries of HSMs and tokens at this server, their paths separated by commas, e.g. /usr/lib/softhsm/libsofthsm2.so',
    ),
  PKCS11_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(500)
    .max(120_000)
    .default(15_000)
    .describe(
      'A token that does not answer within this time is given up; a second more for each signature',
    ),
});

export type TokenSigningSettings = {
  /** Paths; only these libraries are ever loaded. */
  readonly libraries: readonly string[];
  readonly timeoutMs: number;
};

export function tokenSigningOf(values: z.output<typeof tokenSigningSchema>): TokenSigningSettings {
  return {
    libraries: values.PKCS11_MODULES.split(',')
      .map((path) => path.trim())
      .filter((path) => path !== ''),
    timeoutMs: values.PKCS11_TIMEOUT_MS,
  };
}
