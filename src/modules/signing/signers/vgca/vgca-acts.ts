import { z } from 'zod';
import type { SignaturePurpose } from '../../contracts/index.js';

/** The functions of the program on the signer's PC that we call. */
export const VGCA_ACTS = [
  'vgca_sign_approved',
  'vgca_sign_issued',
  'vgca_sign_copy',
  'vgca_sign_appendix',
] as const;
export type VgcaAct = (typeof VGCA_ACTS)[number];

const BY_PURPOSE: Readonly<Record<SignaturePurpose, VgcaAct>> = {
  'initial-content': 'vgca_sign_approved',
  'initial-form': 'vgca_sign_approved',
  approve: 'vgca_sign_approved',
  seal: 'vgca_sign_issued',
  annex: 'vgca_sign_appendix',
  copy: 'vgca_sign_copy',
};

export const actFor = (purpose: SignaturePurpose): VgcaAct => BY_PURPOSE[purpose];

/** What the program takes, as one JSON string; its own names. */
export const VgcaParameters = z
  .object({
    FileUploadHandler: z.url(),
    SessionId: z.string(),
    JWTToken: z.string(),
    FileName: z.url(),
    MetaData: z.array(z.object({ Key: z.string(), Value: z.string() })),
    DocNumber: z.string().optional(),
  })
  .meta({ id: 'VgcaParameters' });
export type VgcaParameters = z.infer<typeof VgcaParameters>;

/**
 * The program writes a number that it is given into the page. Number and date are in the fields of our
 * documents before the seal signs, so it is given an empty one where its function asks for one.
 */
export function parametersFor(
  act: VgcaAct,
  addresses: { readonly download: string; readonly upload: string },
): VgcaParameters {
  const asksForNumber = act === 'vgca_sign_issued' || act === 'vgca_sign_appendix';
  return {
    FileUploadHandler: addresses.upload,
    SessionId: '',
    JWTToken: '',
    FileName: addresses.download,
    MetaData: [],
    ...(asksForNumber ? { DocNumber: '' } : {}),
  };
}
