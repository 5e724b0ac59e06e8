import { z } from 'zod';
import { CREDENTIAL_MEDIA } from '../signers/key-provider.js';
import type { SigningTask } from '../signing-desk.js';

/** What the signer's own device is given; bytes in base64. */
export const SigningTaskView = z
  .object({
    requestId: z.uuid(),
    medium: z.enum(CREDENTIAL_MEDIA),
    title: z.string(),
    baseSha256: z.string(),
    expiresAt: z.iso.datetime(),
    certificate: z.string(),
    /** Null when the signer's program lays out the signature itself and returns the whole file. */
    toSign: z
      .object({
        digestAlgorithm: z.enum(['sha256', 'sha384', 'sha512']),
        digest: z.string(),
        signedAttributes: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'SigningTask' });
export type SigningTaskView = z.infer<typeof SigningTaskView>;

export function toTaskView(task: SigningTask): SigningTaskView {
  const { toSign } = task;
  return {
    requestId: task.requestId,
    medium: task.medium,
    title: task.title,
    baseSha256: task.baseSha256,
    expiresAt: task.expiresAt.toISOString(),
    certificate: base64(task.certificate),
    toSign: toSign && {
      digestAlgorithm: toSign.digestAlgorithm,
      digest: base64(toSign.digest),
      signedAttributes: base64(toSign.signedAttributes),
    },
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
