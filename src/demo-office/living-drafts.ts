import { renderOfficialDocument } from '../../libs/document-layout/index.js';
import { documentType } from '../../libs/notation/index.js';
import {
  ApproveDraftUseCase,
  CreateDraftUseCase,
  type FieldBox,
  InitialContentUseCase,
  InitialFormUseCase,
  PlaceFieldsUseCase,
  ReturnDraftUseCase,
  SubmitDraftUseCase,
} from '../modules/documents/index.js';
import { FileStore } from '../modules/files/index.js';
import {
  type AgencyView,
  type MandateView,
  OrganisationDirectory,
} from '../modules/organisation/index.js';
import type { Actor } from '../platform/access/actor.js';
import { ActorSource } from '../platform/access/actor-source.js';
import { maybeRow, type Queryable } from '../platform/database/rows.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DocumentEntries, DraftEntry } from './data-set/documents.schema.js';
import type { Parts } from './parts.js';

type Standing = {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly sha256: string;
};

/**
 * Drafts of this morning, by the steps and the people that any draft passes. Each step looks where the
 * draft stands, so that a start that was killed half-way goes on and makes nothing twice.
 */
export class LivingDrafts {
  constructor(
    private readonly parts: Parts,
    private readonly db: Queryable,
    private readonly pin: string,
  ) {}

  async load({ outgoing }: DocumentEntries): Promise<void> {
    for (const { agency: code, drafts } of outgoing) {
      if (drafts.length === 0) continue;
      const directory = this.parts(OrganisationDirectory);
      const agency = await directory.findAgencyByCode(this.db, code);
      const leader = agency && (await directory.headOf(this.db, agency.id));
      const office = agency && (await this.officeChief(agency));
      if (!agency || !leader || !office) throw new Error(`Nobody leads ${code}`);
      for (const draft of drafts)
        await this.walk(draft, agency, { signer: await this.actor(leader.code), office });
    }
  }

  private async walk(
    draft: DraftEntry,
    agency: AgencyView,
    { signer, office }: { signer: Actor; office: Actor },
  ): Promise<void> {
    const drafter = await this.actor(draft.drafter);
    const head = await this.actor(draft.head);
    const at = (): Promise<Standing | null> => this.find(agency, draft);
    if (!(await at())) await this.create(draft, agency, drafter, signer);
    const step = async (
      state: string,
      act: (standing: Standing) => Promise<void>,
    ): Promise<void> => {
      const standing = await at();
      if (standing?.state === state && state !== draft.state) await act(standing);
    };
    await step('draft', ({ id }) => this.parts(SubmitDraftUseCase).execute(drafter, id));
    if (draft.state === 'returned') {
      await step('head-review', ({ id }) =>
        this.parts(ReturnDraftUseCase).execute(head, id, draft.note),
      );
      return;
    }
    const { pin } = this;
    await step('head-review', ({ id, sha256 }) =>
      this.parts(InitialContentUseCase).execute(head, id, { pin, sha256 }),
    );
    await step('form-check', ({ id, sha256 }) =>
      this.parts(InitialFormUseCase).execute(office, id, { pin, sha256 }),
    );
    await step('awaiting-approval', ({ id, sha256 }) =>
      this.parts(ApproveDraftUseCase).execute(signer, id, sha256),
    );
  }

  private async create(
    draft: DraftEntry,
    agency: AgencyView,
    drafter: Actor,
    signer: Actor,
  ): Promise<void> {
    const rendered = await this.render(draft, agency, signer);
    const files = this.parts(FileStore);
    const { sha256 } = await files.storeBytes(rendered.pdf, { mediaType: 'application/pdf' });
    await this.parts(UnitOfWork).run((tx) =>
      files.register(tx, {
        ...{ sha256, name: 'du-thao.pdf', pages: rendered.pages },
        uploadedBy: drafter.postId,
      }),
    );
    const { id, version } = await this.parts(CreateDraftUseCase).execute(drafter, {
      ...{ typeCode: draft.type, subject: draft.subject, issuingAgencyId: agency.id },
      ...{ draftingUnitId: drafter.unitId, fileSha256: sha256, signerPostId: signer.postId },
      ...{ addressees: draft.addressees, recipients: [], urgency: 'normal' },
      ...{ keptBy: 'VT', copies: 1, replyTo: [] },
    });
    await this.parts(PlaceFieldsUseCase).execute(drafter, {
      ...{ id, ifMatch: version },
      fields: rendered.fields,
    });
  }

  private async render(
    draft: DraftEntry,
    agency: AgencyView,
    signer: Actor,
  ): Promise<{ pdf: Uint8Array; pages: number; fields: FieldBox[] }> {
    const directory = this.parts(OrganisationDirectory);
    const type = documentType(draft.type);
    const isLetter = type.abbreviation === null;
    const unit = await directory.findUnitByCode(this.db, draft.unit);
    const mandate = await this.mandate(agency, draft, signer);
    const { governing, issuer } = agency.headerLines;
    const rendered = await renderOfficialDocument({
      form: 'government',
      governingLines: governing,
      issuerLines: mandate.issuerLines ?? issuer,
      notation: isLetter
        ? `/${agency.abbreviation}-${unit?.abbreviation ?? ''}`
        : `/${type.abbreviation}-${agency.abbreviation}`,
      place: agency.placeName,
      typeName: isLetter ? null : type.name.toUpperCase(),
      subject: draft.subject,
      addressees: draft.addressees,
      body: [
        {
          kind: 'paragraph',
          text: `Dự thảo do ${unit?.shortName ?? ''} soạn thảo. Nội dung minh họa.`,
        },
      ],
      recipients: [
        { text: draft.addressees.length > 0 ? 'Như trên;' : 'Các đơn vị liên quan;' },
        { text: `Lưu: VT, ${unit?.abbreviation ?? ''}.` },
      ],
      signature: { authorityLines: mandate.authorityLines, fullName: signer.personName },
      footnoteMark: 'Dữ liệu minh họa',
    });
    const fields = rendered.fields.map((field): FieldBox =>
      field.kind === 'text' ? { ...field, content: 'line' } : field,
    );
    return { pdf: rendered.pdf, pages: rendered.pages, fields };
  }

  private async mandate(
    agency: AgencyView,
    draft: DraftEntry,
    signer: Actor,
  ): Promise<MandateView> {
    const mandate = await this.parts(OrganisationDirectory).findMandate(this.db, {
      ...{ agencyId: agency.id, postId: signer.postId, typeCode: draft.type },
    });
    if (!mandate) throw new Error(`${signer.personName} may not sign ${draft.type}`);
    return mandate;
  }

  private find(agency: AgencyView, { subject }: DraftEntry): Promise<Standing | null> {
    return maybeRow<Standing>(
      this.db,
      `SELECT id, state, version, sha256
       FROM documents.outgoing WHERE issuing_agency_id = $1 AND subject = $2`,
      [agency.id, subject],
    );
  }

  private async officeChief(agency: AgencyView): Promise<Actor | null> {
    const chiefs = await this.parts(OrganisationDirectory).postsOf(this.db, {
      ...{ agencyId: agency.id, role: 'office-chief' as const },
    });
    const deputy = chiefs.find(({ kind }) => kind === 'deputy') ?? chiefs[0];
    return deputy ? this.actor(deputy.code) : null;
  }

  private async actor(postCode: string): Promise<Actor> {
    const found = await maybeRow<{ accountId: string; postId: string }>(
      this.db,
      `SELECT account.id AS "accountId", post.id AS "postId" FROM organisation.post
       JOIN identity.account ON account.person_id = post.person_id WHERE post.code = $1`,
      [postCode],
    );
    const actor = found && (await this.parts(ActorSource).find(found.accountId, found.postId));
    if (!actor) throw new Error(`Nobody acts as ${postCode}`);
    return actor;
  }
}
