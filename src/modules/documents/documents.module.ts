import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { FilesModule } from '../files/index.js';
import { OrganisationModule } from '../organisation/index.js';
import { RegistersModule } from '../registers/index.js';
import { RoutingModule } from '../routing/index.js';
import { SigningModule } from '../signing/index.js';
import './documents.texts.js';
import { IncomingDocument } from './persistence/incoming-document.entity.js';
import { OutgoingDocument } from './persistence/outgoing-document.entity.js';
import { Deliveries } from './deliveries.js';
import { Documents } from './documents.js';
import { DraftChecks } from './draft-checks.js';
import { IncomingImport } from './incoming-import.js';
import { EditableDrafts } from './editable-drafts.js';
import { AnnexesController } from './http/annexes.controller.js';
import { CopiesController } from './http/copies.controller.js';
import { DraftsController } from './http/drafts.controller.js';
import { HandlingController } from './http/handling.controller.js';
import { IncomingAnnexesController } from './http/incoming-annexes.controller.js';
import { IncomingController } from './http/incoming.controller.js';
import { IssuingController } from './http/issuing.controller.js';
import { OutgoingController } from './http/outgoing.controller.js';
import { ReceivingController } from './http/receiving.controller.js';
import { ReviewController } from './http/review.controller.js';
import { OutgoingSigningController } from './http/signing.controller.js';
import { IncomingActs } from './incoming-acts.js';
import { NewOutgoing } from './new-outgoing.js';
import { NextVersion } from './next-version.js';
import { OutgoingActs } from './outgoing-acts.js';
import { AnnexFiles } from './annex-files.js';
import { AnnexSigning } from './annex-signing.js';
import { CopyFiles } from './copies/copy-files.js';
import { CopyContents } from './copies/copy-contents.js';
import { PaperCopy } from './copies/paper-copy.js';
import { CopySigning } from './copies/copy-signing.js';
import { CopySources } from './copies/copy-source.js';
import { OutgoingSigning } from './outgoing-signing.js';
import { Annexes } from './persistence/annexes.js';
import { Copies } from './persistence/copies.js';
import { History } from './persistence/history.js';
import { IncomingDocuments } from './persistence/incoming-documents.js';
import { Opinions } from './persistence/opinions.js';
import { OutgoingDocuments } from './persistence/outgoing-documents.js';
import { Recipients } from './persistence/recipients.js';
import { Revisions } from './persistence/revisions.js';
import { AnnexesQuery } from './queries/annexes.query.js';
import { CopiesQuery } from './queries/copies.query.js';
import { GetIncomingQuery } from './queries/get-incoming.query.js';
import { GetOutgoingQuery } from './queries/get-outgoing.query.js';
import { GetSigningBlockQuery } from './queries/get-signing-block.query.js';
import { ListIncomingQuery } from './queries/list-incoming.query.js';
import { ListOutgoingQuery } from './queries/list-outgoing.query.js';
import { LocateFieldsQuery } from './queries/locate-fields.query.js';
import { MyWorkQuery } from './queries/my-work.query.js';
import { PrintCopyQuery } from './queries/print-copy.query.js';
import { PrintOutgoingQuery } from './queries/print-outgoing.query.js';
import { ReadFileQuery } from './queries/read-file.query.js';
import { IncomingFiles } from './signed-files/incoming-files.js';
import { OutgoingFiles } from './signed-files/outgoing-files.js';
import { RegisterSheets } from './signed-files/register-sheets.js';
import { SignatureStep } from './signature-step.js';
import { StampNumberSubscriber } from './subscribers/stamp-number.subscriber.js';
import { StartProcessingSubscriber } from './subscribers/start-processing.subscriber.js';
import { AddAnnexUseCase } from './use-cases/add-annex/add-annex.use-case.js';
import { AddVersionUseCase } from './use-cases/add-version/add-version.use-case.js';
import { ApproveDraftUseCase } from './use-cases/approve-draft/approve-draft.use-case.js';
import { AskOpinionsUseCase } from './use-cases/ask-opinions/ask-opinions.use-case.js';
import { CancelDraftUseCase } from './use-cases/cancel-draft/cancel-draft.use-case.js';
import { CheckSignatureUseCase } from './use-cases/check-signature/check-signature.use-case.js';
import { CloseOpinionsUseCase } from './use-cases/close-opinions/close-opinions.use-case.js';
import { CompleteIncomingUseCase } from './use-cases/complete-incoming/complete-incoming.use-case.js';
import { CreateCopyUseCase } from './use-cases/create-copy/create-copy.use-case.js';
import { CreateDraftUseCase } from './use-cases/create-draft/create-draft.use-case.js';
import { DecideCopyUseCase } from './use-cases/decide-copy/decide-copy.use-case.js';
import { DirectIncomingUseCase } from './use-cases/direct-incoming/direct-incoming.use-case.js';
import { EditDraftUseCase } from './use-cases/edit-draft/edit-draft.use-case.js';
import { GiveOpinionUseCase } from './use-cases/give-opinion/give-opinion.use-case.js';
import { InitialContentUseCase } from './use-cases/initial-content/initial-content.use-case.js';
import { InitialFormUseCase } from './use-cases/initial-form/initial-form.use-case.js';
import { NoteOpeningUseCase } from './use-cases/note-opening/note-opening.use-case.js';
import { PlaceFieldsUseCase } from './use-cases/place-fields/place-fields.use-case.js';
import { ProposeHandlingUseCase } from './use-cases/propose-handling/propose-handling.use-case.js';
import { ReceiveIncomingUseCase } from './use-cases/receive-incoming/receive-incoming.use-case.js';
import { RegisterIncomingUseCase } from './use-cases/register-incoming/register-incoming.use-case.js';
import { RemoveAnnexUseCase } from './use-cases/remove-annex/remove-annex.use-case.js';
import { ReleaseDocumentUseCase } from './use-cases/release-document/release-document.use-case.js';
import { ReturnDraftUseCase } from './use-cases/return-draft/return-draft.use-case.js';
import { ReturnIncomingUseCase } from './use-cases/return-incoming/return-incoming.use-case.js';
import { ReviseDraftUseCase } from './use-cases/revise-draft/revise-draft.use-case.js';
import { SealDocumentUseCase } from './use-cases/seal-document/seal-document.use-case.js';
import { SignBatchUseCase } from './use-cases/sign-batch/sign-batch.use-case.js';
import { SignDocumentUseCase } from './use-cases/sign-document/sign-document.use-case.js';
import { LayOutFields } from './use-cases/submit-draft/lay-out-fields.js';
import { SubmitDraftUseCase } from './use-cases/submit-draft/submit-draft.use-case.js';
import { SubmitIncomingUseCase } from './use-cases/submit-incoming/submit-incoming.use-case.js';
import { TakeNumberUseCase } from './use-cases/take-number/take-number.use-case.js';
import { VoidNumberUseCase } from './use-cases/void-number/void-number.use-case.js';
import { WithdrawDraftUseCase } from './use-cases/withdraw-draft/withdraw-draft.use-case.js';

const USE_CASES = [
  AddAnnexUseCase,
  AddVersionUseCase,
  ApproveDraftUseCase,
  AskOpinionsUseCase,
  CancelDraftUseCase,
  CheckSignatureUseCase,
  CloseOpinionsUseCase,
  CompleteIncomingUseCase,
  CreateCopyUseCase,
  CreateDraftUseCase,
  DecideCopyUseCase,
  DirectIncomingUseCase,
  EditDraftUseCase,
  GiveOpinionUseCase,
  InitialContentUseCase,
  InitialFormUseCase,
  NoteOpeningUseCase,
  PlaceFieldsUseCase,
  ProposeHandlingUseCase,
  ReceiveIncomingUseCase,
  RegisterIncomingUseCase,
  ReleaseDocumentUseCase,
  RemoveAnnexUseCase,
  ReturnDraftUseCase,
  ReturnIncomingUseCase,
  ReviseDraftUseCase,
  SealDocumentUseCase,
  SignBatchUseCase,
  SignDocumentUseCase,
  SubmitDraftUseCase,
  SubmitIncomingUseCase,
  TakeNumberUseCase,
  VoidNumberUseCase,
  WithdrawDraftUseCase,
];

const QUERIES = [
  AnnexesQuery,
  CopiesQuery,
  GetIncomingQuery,
  GetOutgoingQuery,
  GetSigningBlockQuery,
  ListIncomingQuery,
  ListOutgoingQuery,
  LocateFieldsQuery,
  MyWorkQuery,
  PrintCopyQuery,
  PrintOutgoingQuery,
  ReadFileQuery,
];

const PARTS = [
  Deliveries,
  Documents,
  DraftChecks,
  EditableDrafts,
  IncomingImport,
  IncomingActs,
  NewOutgoing,
  NextVersion,
  OutgoingActs,
  AnnexFiles,
  AnnexSigning,
  Annexes,
  Copies,
  CopyContents,
  CopyFiles,
  PaperCopy,
  CopySigning,
  CopySources,
  OutgoingSigning,
  History,
  IncomingDocuments,
  Opinions,
  OutgoingDocuments,
  OutgoingFiles,
  IncomingFiles,
  RegisterSheets,
  Recipients,
  Revisions,
  SignatureStep,
  LayOutFields,
];

@Module({
  imports: [
    FilesModule,
    OrganisationModule,
    RegistersModule,
    RoutingModule,
    SigningModule,
    TypeOrmModule.forFeature([OutgoingDocument, IncomingDocument]),
  ],
  controllers: [
    AnnexesController,
    CopiesController,
    DraftsController,
    HandlingController,
    IncomingAnnexesController,
    IncomingController,
    IssuingController,
    OutgoingController,
    ReceivingController,
    ReviewController,
    OutgoingSigningController,
  ],
  providers: [...USE_CASES, ...QUERIES, ...PARTS, StampNumberSubscriber, StartProcessingSubscriber],
  exports: [Documents, IncomingImport],
})
export class DocumentsModule {}
