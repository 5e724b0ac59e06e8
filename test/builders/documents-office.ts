import { renderOfficialDocument } from '../../libs/document-layout/index.js';
import { loadDataSet } from '../../src/demo-office/index.js';
import type { IncomingState, OutgoingState } from '../../src/modules/documents/contracts/index.js';
import {
  Documents,
  type FieldBox,
  type RecipientInput,
} from '../../src/modules/documents/index.js';
import type { IncomingDocument } from '../../src/modules/documents/persistence/incoming-document.entity.js';
import { IncomingDocuments } from '../../src/modules/documents/persistence/incoming-documents.js';
import { OutgoingDocuments } from '../../src/modules/documents/persistence/outgoing-documents.js';
import type { OutgoingDocument } from '../../src/modules/documents/persistence/outgoing-document.entity.js';
import { StampNumberSubscriber } from '../../src/modules/documents/subscribers/stamp-number.subscriber.js';
import { ApproveDraftUseCase } from '../../src/modules/documents/use-cases/approve-draft/approve-draft.use-case.js';
import { InitialContentUseCase } from '../../src/modules/documents/use-cases/initial-content/initial-content.use-case.js';
import { InitialFormUseCase } from '../../src/modules/documents/use-cases/initial-form/initial-form.use-case.js';
import { DirectIncomingUseCase } from '../../src/modules/documents/use-cases/direct-incoming/direct-incoming.use-case.js';
import { ProposeHandlingUseCase } from '../../src/modules/documents/use-cases/propose-handling/propose-handling.use-case.js';
import { ReceiveIncomingUseCase } from '../../src/modules/documents/use-cases/receive-incoming/receive-incoming.use-case.js';
import { RegisterIncomingUseCase } from '../../src/modules/documents/use-cases/register-incoming/register-incoming.use-case.js';
import { SubmitIncomingUseCase } from '../../src/modules/documents/use-cases/submit-incoming/submit-incoming.use-case.js';
import { MoveAssignmentUseCase } from '../../src/modules/routing/use-cases/move-assignment/move-assignment.use-case.js';
import { StartProcessingSubscriber } from '../../src/modules/documents/subscribers/start-processing.subscriber.js';
import { ReleaseDocumentUseCase } from '../../src/modules/documents/use-cases/release-document/release-document.use-case.js';
import { SealDocumentUseCase } from '../../src/modules/documents/use-cases/seal-document/seal-document.use-case.js';
import { SignDocumentUseCase } from '../../src/modules/documents/use-cases/sign-document/sign-document.use-case.js';
import { SubmitDraftUseCase } from '../../src/modules/documents/use-cases/submit-draft/submit-draft.use-case.js';
import { TakeNumberUseCase } from '../../src/modules/documents/use-cases/take-number/take-number.use-case.js';
import { FileStore } from '../../src/modules/files/index.js';
import type { Actor } from '../../src/platform/access/actor.js';
import { ActorSource } from '../../src/platform/access/actor-source.js';
import { newId } from '../../src/platform/database/new-id.js';
import { maybeRow } from '../../src/platform/database/rows.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { startTestApp, type TestApp } from '../setup/test-app.js';

type Class<Part> = abstract new (...given: never[]) => Part;
type Rendered = { readonly sha256: string; readonly fields: readonly FieldBox[] };

export type DraftOptions = {
  readonly issuer?: string;
  readonly unit?: string;
  readonly drafter?: string;
  readonly signer?: string;
  readonly typeCode?: string;
  readonly subject?: string;
  readonly recipients?: readonly RecipientInput[];
};

/** The ward of the demo with its people at their desks, and documents at any step of their life. */
export class DocumentsOffice {
  private rendered: Rendered | null = null;

  private constructor(
    readonly office: TestApp,
    readonly pin: string,
  ) {}

  /** @param signing agencies whose people and seals can sign */
  static async open(
    signing: readonly string[] = ['p-tu-son'],
    options: Parameters<typeof startTestApp>[0] = {},
  ): Promise<DocumentsOffice> {
    const office = await startTestApp({ worker: false, ...options });
    const { pin } = await loadDataSet(office.app, 'two-tier', { signing });
    return new DocumentsOffice(office, pin);
  }

  close(): Promise<void> {
    return this.office.close();
  }

  part<Part extends object>(type: Class<Part>): Part {
    return this.office.app.get<Part>(type, { strict: false });
  }

  async actor(postCode: string): Promise<Actor> {
    const found = await maybeRow<{ accountId: string; postId: string }>(
      this.office.db,
      `SELECT account.id AS "accountId", post.id AS "postId" FROM organisation.post
       JOIN identity.account ON account.person_id = post.person_id WHERE post.code = $1`,
      [postCode],
    );
    const actor = found && (await this.part(ActorSource).find(found.accountId, found.postId));
    if (!actor) throw new Error(`Nobody acts as ${postCode}`);
    return actor;
  }

  async unitId(code: string): Promise<string> {
    const found = await maybeRow<{ id: string }>(
      this.office.db,
      'SELECT id FROM organisation.unit WHERE code = $1 AND valid_to IS NULL',
      [code],
    );
    if (!found) throw new Error(`No unit ${code}`);
    return found.id;
  }

  document(id: string): Promise<OutgoingDocument> {
    return this.part(OutgoingDocuments).get(id);
  }

  async draft(options: DraftOptions = {}): Promise<string> {
    const drafter = await this.actor(options.drafter ?? 'cv-vh1');
    const signer = await this.actor(options.signer ?? 'ct-ts');
    const rendered = await this.render();
    const issuingAgencyId = await this.unitId(options.issuer ?? 'p-tu-son');
    const draftingUnitId = await this.unitId(options.unit ?? 'p-tu-son-vhxh');
    return this.part(UnitOfWork).run((tx) =>
      this.part(Documents).createSystemDraft(tx, drafter, {
        issuingAgencyId,
        draftingUnitId,
        typeCode: options.typeCode ?? 'plan',
        subject: options.subject ?? 'Khắc phục hạn chế về số hóa hồ sơ',
        signerPostId: signer.postId,
        recipients: options.recipients ?? [],
        keptBy: 'VT, VHXH',
        origin: { type: 'plan', id: newId() },
        rendered,
      }),
    );
  }

  /** Walks a draft of Phòng Văn hóa - Xã hội to this state, each step by whoever it belongs to. */
  async outgoingIn(state: OutgoingState, options: DraftOptions = {}): Promise<string> {
    const id = await this.draft(options);
    await this.walk(id, state);
    return id;
  }

  async walk(id: string, state: OutgoingState): Promise<void> {
    for (const step of STEPS) {
      if ((await this.document(id)).state === state) return;
      await step(this, id);
    }
    const reached = await this.document(id);
    if (reached.state !== state) throw new Error(`${state} is not on the way of a document`);
  }

  /** What the worker does with the job that taking a number has left. */
  async stamp(id: string, eventId = newId()): Promise<void> {
    const move = await maybeRow<{ sha256: string }>(
      this.office.db,
      `SELECT sha256 FROM documents.revision WHERE document_id = $1 AND kind = 'approve'
       ORDER BY chain DESC LIMIT 1`,
      [id],
    );
    await this.part(StampNumberSubscriber).handle(eventId, {
      topic: 'documents.number-taken.v1',
      subjectId: id,
      payload: { documentId: id, baseSha256: move?.sha256 },
    });
  }

  /** What the worker does when the first assignee has taken the work up. */
  async startProcessing(id: string, eventId = newId()): Promise<void> {
    await this.part(StartProcessingSubscriber).handle(eventId, {
      topic: 'routing.assignment-moved.v1',
      subjectId: id,
      payload: { subjectType: 'incoming-document', subjectId: id },
    });
  }

  /** A letter at the ward's clerk, walked on to this state. */
  async incomingIn(state: IncomingState, options: { symbol?: string } = {}): Promise<string> {
    const clerk = await this.actor('vt-ts');
    const isFile = state === 'arrived';
    const { id } = await this.part(ReceiveIncomingUseCase).execute(clerk, {
      agencyId: clerk.agencyId,
      channel: isFile ? 'email' : 'paper',
      author: 'Sở Xây dựng',
      symbol: options.symbol ?? `${newId().slice(-6)}/SXD-QLĐT`,
      typeName: 'Công văn',
      subject: 'V/v rà soát trật tự xây dựng',
      urgency: 'normal',
      signer: 'Chu Mạnh Cường',
      note: '',
      ...(isFile ? { fileSha256: await this.upload(clerk) } : {}),
    });
    for (const step of INCOMING_STEPS) {
      if ((await this.incoming(id)).state === state) return id;
      await step(this, id);
    }
    if ((await this.incoming(id)).state !== state) throw new Error(`${state} is not on the way`);
    return id;
  }

  incoming(id: string): Promise<IncomingDocument> {
    return this.part(IncomingDocuments).get(id);
  }

  /** An unsigned PDF that this actor has brought. */
  async upload(actor: Actor): Promise<string> {
    const { sha256 } = await this.render();
    await this.part(UnitOfWork).run((tx) =>
      this.part(FileStore).register(tx, {
        sha256,
        name: 'van-ban.pdf',
        pages: 1,
        uploadedBy: actor.postId,
      }),
    );
    return sha256;
  }

  private async render(): Promise<Rendered> {
    if (this.rendered) return this.rendered;
    const document = await renderOfficialDocument({
      form: 'government',
      governingLines: [],
      issuerLines: ['ỦY BAN NHÂN DÂN', 'PHƯỜNG TỪ SƠN'],
      notation: '/KH-UBND',
      place: 'Từ Sơn',
      typeName: 'KẾ HOẠCH',
      subject: 'Khắc phục hạn chế về số hóa hồ sơ',
      body: [{ kind: 'paragraph', text: 'Ủy ban nhân dân phường ban hành kế hoạch.' }],
      recipients: [{ text: 'UBND tỉnh;' }, { text: 'Lưu: VT, VHXH.' }],
      signature: {
        authorityLines: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
        fullName: 'Nguyễn Đăng Quyết',
      },
    });
    const { sha256 } = await this.part(FileStore).storeBytes(document.pdf, {
      mediaType: 'application/pdf',
    });
    this.rendered = { sha256, fields: document.fields };
    return this.rendered;
  }
}

type Step = (office: DocumentsOffice, id: string) => Promise<unknown>;

const STEPS: readonly Step[] = [
  async (o, id) => {
    const { drafterPostId } = await o.document(id);
    return o.part(SubmitDraftUseCase).execute(await byPost(o, drafterPostId), id);
  },
  async (o, id) => {
    const { headPostId, sha256 } = await o.document(id);
    const head = await byPost(o, headPostId);
    return o.part(InitialContentUseCase).execute(head, id, { pin: o.pin, sha256 });
  },
  async (o, id) => {
    const { sha256 } = await o.document(id);
    const office = await o.actor('cvp-ts');
    return o.part(InitialFormUseCase).execute(office, id, { pin: o.pin, sha256 });
  },
  async (o, id) => {
    const { signerPostId, sha256 } = await o.document(id);
    return o.part(ApproveDraftUseCase).execute(await byPost(o, signerPostId), id, sha256);
  },
  async (o, id) => {
    const { signerPostId, sha256 } = await o.document(id);
    const signer = await byPost(o, signerPostId);
    return o.part(SignDocumentUseCase).execute(signer, id, { pin: o.pin, sha256 });
  },
  async (o, id) => o.part(TakeNumberUseCase).execute(await o.actor('vt-ts'), id),
  (o, id) => o.stamp(id),
  async (o, id) => o.part(SealDocumentUseCase).execute(await o.actor('vt-ts'), id, { pin: o.pin }),
  async (o, id) => o.part(ReleaseDocumentUseCase).execute(await o.actor('vt-ts'), id),
];

const INCOMING_STEPS: readonly Step[] = [
  async (o, id) =>
    o
      .part(RegisterIncomingUseCase)
      .execute(await o.actor('vt-ts'), id, { confirmDuplicate: false }),
  async (o, id) => o.part(SubmitIncomingUseCase).execute(await o.actor('vt-ts'), id, null),
  async (o, id) =>
    o.part(ProposeHandlingUseCase).execute(await o.actor('cvp-ts'), id, 'Giao Phòng VHXH'),
  async (o, id) =>
    o.part(DirectIncomingUseCase).execute(await o.actor('ct-ts'), id, {
      text: 'Giao Phòng Văn hóa - Xã hội chủ trì',
      lead: { unitId: await o.unitId('p-tu-son-vhxh') },
      coordinators: [],
      inform: [],
      dueOn: '2026-08-28',
    }),
  async (o, id) => {
    const lead = await o.part(IncomingDocuments).findLead(o.office.db, id);
    const accept = o.part(MoveAssignmentUseCase);
    await accept.execute(await o.actor('tp-vhxh'), lead?.id ?? '', { action: 'accept' });
    await o.startProcessing(id);
  },
];

async function byPost(o: DocumentsOffice, postId: string): Promise<Actor> {
  const post = await maybeRow<{ code: string }>(
    o.office.db,
    'SELECT code FROM organisation.post WHERE id = $1',
    [postId],
  );
  return o.actor(post?.code ?? '');
}

export { HandDownUseCase } from '../../src/modules/routing/use-cases/hand-down/hand-down.use-case.js';
export { PrintRegisterQuery } from '../../src/modules/registers/queries/print-register.query.js';
export { MoveAssignmentUseCase };
