import { FIELD } from '../../../../libs/document-layout/index.js';
import type { SignaturePurpose } from '../../signing/contracts/index.js';
import type { OutgoingState } from '../contracts/index.js';

/** The four signatures in the life of an outgoing document (NĐ 30/2020, articles 12, 13 and 17). */
export type OutgoingPurpose = Extract<
  SignaturePurpose,
  'initial-content' | 'initial-form' | 'approve' | 'seal'
>;

type SignatureAct = {
  readonly action: 'initial-content' | 'initial-form' | 'sign' | 'seal';
  /** Where the document stands when its turn has come. */
  readonly state: OutgoingState;
  readonly field: string;
  /** The seal closes the document. */
  readonly lock: boolean;
};

export const SIGNATURE_ACTS: Readonly<Record<OutgoingPurpose, SignatureAct>> = {
  'initial-content': {
    action: 'initial-content',
    state: 'head-review',
    field: FIELD.contentInitial,
    lock: false,
  },
  'initial-form': {
    action: 'initial-form',
    state: 'form-check',
    field: FIELD.formInitial,
    lock: false,
  },
  approve: { action: 'sign', state: 'awaiting-signature', field: FIELD.signer, lock: false },
  seal: { action: 'seal', state: 'numbered', field: FIELD.seal, lock: true },
};

export const OUTGOING_PURPOSES = Object.keys(SIGNATURE_ACTS) as readonly OutgoingPurpose[];

export function isOutgoingPurpose(purpose: SignaturePurpose): purpose is OutgoingPurpose {
  return purpose in SIGNATURE_ACTS;
}
