import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listStates } from '../../../libs/lifecycle/index.js';
import { DocumentsOffice } from '../../../test/builders/documents-office.js';
import type { Actor } from '../../platform/access/actor.js';
import { rows } from '../../platform/database/rows.js';
import type { OutgoingState } from './contracts/index.js';
import { OUTGOING_LIFECYCLE } from './domain/outgoing.lifecycle.js';
import { holdsOutgoing } from './domain/outgoing-turn.js';
import type { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { ListOutgoingQuery } from './queries/list-outgoing.query.js';
import { AskOpinionsUseCase } from './use-cases/ask-opinions/ask-opinions.use-case.js';
import { CloseOpinionsUseCase } from './use-cases/close-opinions/close-opinions.use-case.js';
import { GiveOpinionUseCase } from './use-cases/give-opinion/give-opinion.use-case.js';
import { seesOutgoing } from './documents.policy.js';
import { actorValues, OUTGOING_HELD, OUTGOING_SEEN } from './visibility.js';

const PEOPLE = [
  'cv-vh1',
  'cv-vh2',
  'tp-vhxh',
  'tp-kt',
  'cvp-ts',
  'pcvp-ts',
  'ct-ts',
  'pct-ts1',
  'vt-ts',
  'cv-cchc-ts',
  'ct-tinh',
  'cvp-tinh',
  'vt-tinh',
  'ct-tam-son',
  'vt-tam-son',
  'bt-ts',
  'pbt-ts',
  'vt-du',
  'qt-01',
] as const;

describe('who sees a document and whose turn it is', () => {
  let o: DocumentsOffice;
  let people: Actor[];
  let document: OutgoingDocument;

  beforeAll(async () => {
    o = await DocumentsOffice.open([]);
    people = await Promise.all(PEOPLE.map((code) => o.actor(code)));
    document = await o.document(await o.draft());
  }, 180_000);
  afterAll(() => o.close());

  it.each(listStates(OUTGOING_LIFECYCLE))(
    '%s: lists and pages agree on whose turn it is, and who holds it sees it',
    async (state) => {
      for (const actor of people) {
        const [found] = await standsAs(actor, state);
        const expected = holdsOutgoing(actor, { ...facts(document), state });
        expect([actor.personName, found?.held]).toEqual([actor.personName, expected]);
        if (expected) expect([actor.personName, found?.seen]).toEqual([actor.personName, true]);
      }
    },
  );

  it('is seen by those who take part; a draft by its writers only', async () => {
    const seeing = async (state: OutgoingState): Promise<string[]> => {
      const names: string[] = [];
      for (const [index, actor] of people.entries()) {
        const [found] = await standsAs(actor, state);
        if (found?.seen === true) names.push(PEOPLE[index] ?? '');
      }
      return names;
    };
    expect(await seeing('draft')).toEqual(['cv-vh1', 'tp-vhxh']);
    expect(await seeing('awaiting-signature')).toEqual([
      'cv-vh1',
      'tp-vhxh',
      'cvp-ts',
      'pcvp-ts',
      'ct-ts',
      'pct-ts1',
      'vt-ts',
    ]);
  });

  it('opens a draft to whoever is asked for an opinion, counts it there, and closes with a summary', async () => {
    const drafter = await o.actor('cv-vh1');
    const asked = await o.actor('tp-kt');
    const id = await o.draft();
    await o.part(AskOpinionsUseCase).execute(drafter, id, {
      unitIds: [await o.unitId('p-tu-son-kthtdt')],
      postIds: [],
      question: 'Cho ý kiến mục II',
    });
    expect(await seesOutgoing(o.office.db, asked, id)).toBe(true);
    expect(await o.part(ListOutgoingQuery).count(asked)).toMatchObject({ opinions: 1 });
    const give = (): Promise<void> =>
      o.part(GiveOpinionUseCase).execute(asked, id, { answer: 'agree', text: '' });
    await give();
    await expect(give()).rejects.toMatchObject({ code: 'documents.no-open-opinion' });
    await o.part(CloseOpinionsUseCase).execute(drafter, id, 'Thống nhất');
    expect((await o.document(id)).state).toBe('draft');
    const party = o.part(AskOpinionsUseCase).execute(drafter, id, {
      unitIds: [await o.unitId('du-tu-son')],
      postIds: [],
      question: '',
    });
    await expect(party).rejects.toMatchObject({ code: 'documents.other-space' });
  });

  /** The SQL of lists and routes over the document as it would stand in that state. */
  function standsAs(
    actor: Actor,
    state: OutgoingState,
  ): Promise<{ held: boolean; seen: boolean }[]> {
    return rows(
      o.office.db,
      `SELECT ${OUTGOING_HELD} AS held, (${OUTGOING_SEEN}) AS seen
       FROM (SELECT id, $10::text AS state, drafter_post_id, head_post_id, drafting_unit_id,
               drafting_agency_id, office_agency_id, form_checker, signer_post_id,
               issuing_agency_id FROM documents.outgoing WHERE id = $9) d`,
      [...actorValues(actor), document.id, state],
    );
  }
});

function facts(document: OutgoingDocument): Parameters<typeof holdsOutgoing>[1] {
  const { state, drafterPostId, headPostId, draftingUnitId, officeAgencyId } = document;
  const { formChecker, signerPostId, issuingAgencyId, openedAt } = document;
  return {
    state,
    drafterPostId,
    headPostId,
    draftingUnitId,
    officeAgencyId,
    formChecker,
    signerPostId,
    issuingAgencyId,
    openedAt,
  };
}
