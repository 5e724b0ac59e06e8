import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPartyForm } from '../../libs/document-layout/index.js';
import { textOfPdf } from './pdf-text.js';
import { PLAN_PEOPLE } from './issue-plan.js';
import type { OfficeWorld } from './office-world.js';
import { OutgoingLife, type People } from './outgoing-life.js';
import { PERIOD, WARD_PEOPLE } from './report-month.js';
import { PARTY_PEOPLE } from './review-month.js';
import { type Memory, recall } from './step.js';

type Verification = {
  readonly verdict: string;
  readonly signatures: readonly {
    readonly verdict: string;
    readonly signer: { readonly name: string };
    readonly coversWholeDocument: boolean;
  }[];
};
type Details = {
  readonly number: number | null;
  readonly symbol: string | null;
  readonly recipients: readonly { readonly printed: string }[];
  readonly deliveries: readonly { readonly agencyName: string }[];
};

/** Released files, each earlier revision, and what our own verifier says of them. */
export async function keepDocuments(
  world: OfficeWorld,
  memory: Memory,
  folder: string,
): Promise<object[]> {
  writeFileSync(
    join(folder, 'ca.pem'),
    await (await world.as('qt-01')).bytes('/api/v1/signing/trust-anchors'),
  );
  const plan = await keepDocument(
    world,
    { id: recall(memory, 'document'), people: PLAN_PEOPLE, file: 'plan.pdf' },
    folder,
  );
  const report = await keepDocument(
    world,
    { id: recall(memory, 'closeDocument'), people: WARD_PEOPLE, file: 'report.pdf' },
    folder,
  );
  const conclusion = await keepDocument(
    world,
    { id: recall(memory, 'conclusion'), people: PARTY_PEOPLE, file: 'conclusion.pdf' },
    folder,
  );
  const faults = checkPartyForm(await textOfPdf(conclusion.pdf));
  if (faults.length > 0)
    throw new Error(`conclusion.pdf is not in Party form: ${faults.join('; ')}`);
  return [plan.summary, report.summary, conclusion.summary];
}

async function keepDocument(
  world: OfficeWorld,
  { id, people, file }: { id: string; people: People; file: string },
  folder: string,
): Promise<{ pdf: Buffer; summary: object }> {
  const life = new OutgoingLife(world, id, people);
  const { revisions, sha256 } = await life.read(people.clerk);
  const revisionFolder = join(folder, 'revisions', file.replace('.pdf', ''));
  mkdirSync(revisionFolder, { recursive: true });
  for (const [index, revision] of revisions.entries()) {
    writeFileSync(
      join(revisionFolder, `${String(index + 1).padStart(2, '0')}-${revision.kind}.pdf`),
      await life.content(revision.sha256),
    );
  }
  const pdf = await life.content(sha256);
  writeFileSync(join(folder, file), pdf);
  const clerk = await world.as(people.clerk);
  const verification = await clerk.upload<Verification>('/api/v1/verification', file, pdf);
  if (verification.verdict !== 'valid')
    throw new Error(`${file} does not verify: ${JSON.stringify(verification)}`);
  const details = await clerk.get<Details>(`/api/v1/documents/outgoing/${id}`);
  return {
    pdf,
    summary: {
      number: details.number,
      symbol: details.symbol,
      signatures: verification.signatures.map(({ signer, verdict, coversWholeDocument }) => ({
        signer: signer.name,
        verdict,
        coversWholeDocument,
      })),
      recipients: {
        printed: details.recipients.map(({ printed }) => printed),
        delivered: details.deliveries.map(({ agencyName }) => agencyName),
      },
    },
  };
}

const BOOKS = [
  { agency: 'ubnd-tinh', clerk: 'vt-tinh' },
  { agency: 'p-tu-son', clerk: 'vt-ts' },
  { agency: 'du-tu-son', clerk: 'vt-du' },
];

export async function keepRegisters(world: OfficeWorld, folder: string): Promise<void> {
  mkdirSync(join(folder, 'registers'), { recursive: true });
  for (const { agency, clerk } of BOOKS) {
    const client = await world.as(clerk);
    const id = await world.agencyId(agency);
    for (const book of ['outgoing', 'incoming']) {
      writeFileSync(
        join(folder, 'registers', `${agency}-${book}.csv`),
        await client.bytes(`/api/v1/registers/${id}/${book}/csv`),
      );
    }
  }
}

type Board = {
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly {
      readonly targetCode: string;
      readonly status: string;
      readonly conditions: readonly {
        readonly label: string;
        readonly numerator: number | null;
        readonly denominator: number | null;
        readonly text: string;
      }[];
    }[];
  }[];
};

/** Every target of every unit in the period, with the counts behind each figure. */
export async function keepTargets(world: OfficeWorld, memory: Memory): Promise<object[]> {
  const board = await (
    await world.as('cv-cchc')
  ).get<Board>(`/api/v1/plans/${recall(memory, 'plan')}/board?period=${PERIOD}`);
  return board.rows.flatMap(({ name, cells }) =>
    cells.map(({ targetCode, status, conditions }) => ({
      unit: name,
      target: targetCode,
      status,
      figures: conditions.map(({ label, numerator, denominator, text }) => ({
        label,
        numerator,
        denominator,
        text,
      })),
    })),
  );
}
