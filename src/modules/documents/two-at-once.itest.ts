import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listMoves } from '../../../libs/lifecycle/index.js';
import { type DraftOptions, DocumentsOffice } from '../../../test/builders/documents-office.js';
import type { Actor } from '../../platform/access/actor.js';
import { newId } from '../../platform/database/new-id.js';
import { rows } from '../../platform/database/rows.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { OutgoingState } from './contracts/index.js';
import { INCOMING_LIFECYCLE, type IncomingAction } from './domain/incoming.lifecycle.js';
import { OUTGOING_LIFECYCLE, type OutgoingAction } from './domain/outgoing.lifecycle.js';
import { ApproveDraftUseCase } from './use-cases/approve-draft/approve-draft.use-case.js';
import { AskOpinionsUseCase } from './use-cases/ask-opinions/ask-opinions.use-case.js';
import { CancelDraftUseCase } from './use-cases/cancel-draft/cancel-draft.use-case.js';
import { CheckSignatureUseCase } from './use-cases/check-signature/check-signature.use-case.js';
import { CloseOpinionsUseCase } from './use-cases/close-opinions/close-opinions.use-case.js';
import { CompleteIncomingUseCase } from './use-cases/complete-incoming/complete-incoming.use-case.js';
import { DirectIncomingUseCase } from './use-cases/direct-incoming/direct-incoming.use-case.js';
import { InitialContentUseCase } from './use-cases/initial-content/initial-content.use-case.js';
import { InitialFormUseCase } from './use-cases/initial-form/initial-form.use-case.js';
import { ProposeHandlingUseCase } from './use-cases/propose-handling/propose-handling.use-case.js';
import { RegisterIncomingUseCase } from './use-cases/register-incoming/register-incoming.use-case.js';
import { ReleaseDocumentUseCase } from './use-cases/release-document/release-document.use-case.js';
import { ReturnDraftUseCase } from './use-cases/return-draft/return-draft.use-case.js';
import { ReturnIncomingUseCase } from './use-cases/return-incoming/return-incoming.use-case.js';
import { ReviseDraftUseCase } from './use-cases/revise-draft/revise-draft.use-case.js';
import { SealDocumentUseCase } from './use-cases/seal-document/seal-document.use-case.js';
import { SignDocumentUseCase } from './use-cases/sign-document/sign-document.use-case.js';
import { SubmitDraftUseCase } from './use-cases/submit-draft/submit-draft.use-case.js';
import { SubmitIncomingUseCase } from './use-cases/submit-incoming/submit-incoming.use-case.js';
import { TakeNumberUseCase } from './use-cases/take-number/take-number.use-case.js';
import { VoidNumberUseCase } from './use-cases/void-number/void-number.use-case.js';
import { WithdrawDraftUseCase } from './use-cases/withdraw-draft/withdraw-draft.use-case.js';

type Press = (o: DocumentsOffice, id: string, actor: Actor) => Promise<unknown>;

const OUTGOING: Partial<Record<OutgoingAction, Press>> = {
  submit: (o, id, actor) => o.part(SubmitDraftUseCase).execute(actor, id),
  'ask-opinions': async (o, id, actor) =>
    o.part(AskOpinionsUseCase).execute(actor, id, {
      unitIds: [await o.unitId('p-tu-son-vp')],
      postIds: [],
      question: '',
    }),
  'close-opinions': (o, id, actor) => o.part(CloseOpinionsUseCase).execute(actor, id, 'Tiếp thu'),
  cancel: (o, id, actor) => o.part(CancelDraftUseCase).execute(actor, id, 'Không cần nữa'),
  withdraw: (o, id, actor) => o.part(WithdrawDraftUseCase).execute(actor, id),
  'initial-content': async (o, id, actor) => {
    const { sha256 } = await o.document(id);
    return o.part(InitialContentUseCase).execute(actor, id, { pin: o.pin, sha256 });
  },
  'initial-form': async (o, id, actor) => {
    const { sha256 } = await o.document(id);
    return o.part(InitialFormUseCase).execute(actor, id, { pin: o.pin, sha256 });
  },
  approve: async (o, id, actor) =>
    o.part(ApproveDraftUseCase).execute(actor, id, (await o.document(id)).sha256),
  return: (o, id, actor) => o.part(ReturnDraftUseCase).execute(actor, id, 'Bổ sung thuyết minh'),
  revise: (o, id, actor) => o.part(ReviseDraftUseCase).execute(actor, id, null),
  sign: async (o, id, actor) => {
    const { approvedSha256 } = await o.document(id);
    const order = { pin: o.pin, sha256: approvedSha256 ?? '' };
    return o.part(SignDocumentUseCase).execute(actor, id, order);
  },
  'take-number': (o, id, actor) => o.part(TakeNumberUseCase).execute(actor, id),
  seal: (o, id, actor) => o.part(SealDocumentUseCase).execute(actor, id, { pin: o.pin }),
  release: (o, id, actor) => o.part(ReleaseDocumentUseCase).execute(actor, id),
  'void-number': (o, id, actor) => o.part(VoidNumberUseCase).execute(actor, id, 'Dừng phát hành'),
};

/** Whose hand presses, by state; the exceptions by action. */
const HAND: Readonly<Record<OutgoingState, string>> = {
  draft: 'cv-vh1',
  collecting: 'cv-vh1',
  'head-review': 'tp-vhxh',
  'content-checked': 'tp-cchc',
  'form-check': 'cvp-ts',
  'awaiting-approval': 'ct-ts',
  returned: 'tp-vhxh',
  'awaiting-signature': 'ct-ts',
  signed: 'vt-ts',
  numbering: 'vt-ts',
  numbered: 'vt-ts',
  sealed: 'vt-ts',
  released: 'vt-ts',
  cancelled: 'vt-ts',
  'number-voided': 'vt-ts',
};
const OTHER_HAND: Readonly<Record<string, string>> = {
  'head-review withdraw': 'cv-vh1',
  'form-check withdraw': 'tp-vhxh',
};

/** The system's own moves, told by jobs, and the one for agencies without a seal. */
const NOT_PRESSED = [
  'content-checked receive-submission',
  'numbering attach-number',
  'numbered release',
];

const FROM_SNV: DraftOptions = {
  issuer: 'ubnd-tinh',
  unit: 'snv-cchc',
  drafter: 'cv-cchc',
  signer: 'ct-tinh',
};

const INCOMING: Partial<Record<IncomingAction, Press>> = {
  receive: (o, id, actor) => o.part(CheckSignatureUseCase).execute(actor, id),
  return: (o, id, actor) =>
    o.part(ReturnIncomingUseCase).execute(actor, id, { reason: 'wrong-recipient', text: null }),
  register: (o, id, actor) =>
    o.part(RegisterIncomingUseCase).execute(actor, id, { confirmDuplicate: false }),
  submit: (o, id, actor) => o.part(SubmitIncomingUseCase).execute(actor, id, null),
  propose: (o, id, actor) => o.part(ProposeHandlingUseCase).execute(actor, id, 'Giao VP'),
  direct: async (o, id, actor) =>
    o.part(DirectIncomingUseCase).execute(actor, id, {
      text: 'Giao Văn phòng',
      lead: { unitId: await o.unitId('p-tu-son-vp') },
      coordinators: [],
      inform: [],
    }),
  complete: (o, id, actor) =>
    o.part(CompleteIncomingUseCase).execute(actor, id, { result: 'Đã xử lý' }),
};
const INCOMING_HAND: Readonly<Record<IncomingAction, string>> = {
  receive: 'vt-ts',
  return: 'vt-ts',
  register: 'vt-ts',
  submit: 'vt-ts',
  propose: 'cvp-ts',
  direct: 'ct-ts',
  start: '',
  complete: 'ct-ts',
};

describe('two people press the same action at once', () => {
  let o: DocumentsOffice;

  beforeAll(async () => {
    o = await DocumentsOffice.open(['p-tu-son', 'snv']);
  }, 240_000);
  afterAll(() => o.close());

  const outgoing = listMoves(OUTGOING_LIFECYCLE).filter(
    ({ from, action }) => !NOT_PRESSED.includes(`${from} ${action}`),
  );

  it.each(outgoing)(
    'outgoing $from: $action has one winner',
    async ({ from, action, to }) => {
      const id = await anOutgoing(o, from);
      const actor = await o.actor(OTHER_HAND[`${from} ${action}`] ?? HAND[from]);
      await expectOneWinner(() => pressed(OUTGOING[action])(o, id, actor));

      const { state } = await o.document(id);
      // One's own draft goes straight on from its content check to the office.
      expect(state).toBe(action === 'initial-content' ? 'form-check' : to);
      const moves = await rows(
        o.office.db,
        'SELECT 1 FROM documents.move WHERE document_id = $1 AND from_state = $2 AND action = $3',
        [id, from, action],
      );
      expect(moves).toHaveLength(1);
    },
    60_000,
  );

  const incoming = listMoves(INCOMING_LIFECYCLE).filter(({ action }) => action !== 'start');

  it.each(incoming)(
    'incoming $from: $action has one winner',
    async ({ from, action, to }) => {
      const id = await o.incomingIn(from);
      const actor = await o.actor(INCOMING_HAND[action]);
      await expectOneWinner(() => pressed(INCOMING[action])(o, id, actor));
      expect((await o.incoming(id)).state).toBe(to);
    },
    60_000,
  );

  it('stamps a number once when its job is delivered twice at the same moment and once more later', async () => {
    const id = await o.outgoingIn('numbering');
    const eventId = newId();
    await Promise.all([o.stamp(id, eventId), o.stamp(id, eventId)]);
    await o.stamp(id, eventId);
    await o.stamp(id, newId());

    expect((await o.document(id)).state).toBe('numbered');
    const stamped = await rows(
      o.office.db,
      `SELECT 1 FROM documents.revision WHERE document_id = $1 AND kind = 'number'`,
      [id],
    );
    expect(stamped).toHaveLength(1);
  }, 60_000);

  it('starts the work once, however often the news comes', async () => {
    const id = await o.incomingIn('directed');
    const eventId = newId();
    await Promise.all([o.startProcessing(id, eventId), o.startProcessing(id, eventId)]);
    await o.startProcessing(id, newId());
    expect((await o.incoming(id)).state).toBe('in-progress');
  }, 60_000);
});

async function expectOneWinner(press: () => Promise<unknown>): Promise<void> {
  const results = await Promise.allSettled([press(), press()]);
  const refusals = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  expect(refusals).toHaveLength(1);
  const [refusal] = refusals;
  if (!(refusal instanceof DomainError)) throw refusal;
  expect([refusal.code, refusal.kind]).toEqual([refusal.code, 'conflict']);
}

async function anOutgoing(o: DocumentsOffice, state: OutgoingState): Promise<string> {
  if (state === 'content-checked') return o.outgoingIn('content-checked', FROM_SNV);
  if (state === 'collecting') {
    const id = await o.outgoingIn('draft');
    await pressed(OUTGOING['ask-opinions'])(o, id, await o.actor('cv-vh1'));
    return id;
  }
  if (state === 'returned') {
    const id = await o.outgoingIn('head-review');
    await pressed(OUTGOING.return)(o, id, await o.actor('tp-vhxh'));
    return id;
  }
  return o.outgoingIn(state);
}

function pressed(press: Press | undefined): Press {
  if (!press) throw new Error('Every move has its button in this test');
  return press;
}
