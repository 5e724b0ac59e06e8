import { localDate } from '../../libs/working-calendar/index.js';
import { type TaskHistory, TaskImport } from '../../src/modules/tasks/index.js';
import { newId } from '../../src/platform/database/new-id.js';
import { COMMITTEE_STEERING, INSPECTION, WARD_STEERING } from './posts.js';
import type { AccessOffice, Subject, SubjectBuilders } from './subjects.js';

/** The giver sees the duty that he gave, never how the agency divided it. */
export const TASK_SUBJECTS: SubjectBuilders = {
  task: [aDutyOfTheWard, aTaskOfADivision, aDutyOfTheInspection, aConclusionAtTheWard],
};

async function aDutyOfTheWard(office: AccessOffice): Promise<Subject> {
  const id = await importTask(office, { giver: 'ubnd-tinh', agency: 'p-tu-son' });
  return {
    what: 'duty given by the province',
    params: { id },
    seenBy: [...WARD_STEERING, 'ct-tinh'],
  };
}

async function aTaskOfADivision(office: AccessOffice): Promise<Subject> {
  const unitId = await office.agencyId('p-tu-son-vhxh');
  const parentId = await importTask(office, { giver: 'ubnd-tinh', agency: 'p-tu-son', unitId });
  const id = await office.find('SELECT id FROM tasks.task WHERE parent_id = $1', [parentId]);
  return {
    what: 'task of a division',
    params: { id },
    seenBy: [...WARD_STEERING, 'tp-vhxh', 'cv-vh1'],
  };
}

async function aDutyOfTheInspection(office: AccessOffice): Promise<Subject> {
  const id = await importTask(office, { giver: 'du-tu-son', agency: 'ubkt-tu-son' });
  return {
    what: 'duty within the Party',
    params: { id },
    seenBy: [...INSPECTION, ...COMMITTEE_STEERING],
  };
}

/** The one object that both spaces see: it was released from one to the other. */
async function aConclusionAtTheWard(office: AccessOffice): Promise<Subject> {
  const id = await importTask(office, { giver: 'du-tu-son', agency: 'p-tu-son' });
  return {
    what: 'conclusion of the committee at the ward',
    params: { id },
    seenBy: [...WARD_STEERING, ...COMMITTEE_STEERING],
  };
}

async function importTask(
  office: AccessOffice,
  { giver, agency, unitId }: { giver: string; agency: string; unitId?: string },
): Promise<string> {
  const dueOn = localDate('2026-09-10');
  const duty = {
    ...{ source: 'plan' as const, sourceId: newId(), sourceLabel: 'Kế hoạch số 1/KH-UBND' },
    ...{ sourceDocumentId: null, number: 'I.1', text: 'Rà soát', product: 'Báo cáo' },
    giverAgencyId: await office.agencyId(giver),
    agencyId: await office.agencyId(agency),
    ...{ productTypeCodes: [], coordinators: [], targetCodes: [], starred: false },
    ...{ deadlineKind: 'DATE' as const, deadlineText: '10/9/2026', dueOn },
  };
  const past: TaskHistory = {
    ...{ startedOn: localDate('2026-08-03'), state: 'in-progress', percent: 40 },
    ...(unitId === undefined ? {} : { unitId }),
  };
  return office.inTransaction((tx) => office.part(TaskImport).importTask(tx, duty, past));
}
