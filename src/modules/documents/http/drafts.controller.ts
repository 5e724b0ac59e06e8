import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { IfMatch } from '../../../platform/http/if-match.js';
import { ACT_ON_OUTGOING, READ_OUTGOING, WRITE_DRAFT } from '../documents.policy.js';
import { LocateFieldsQuery, type LocatedFields } from '../queries/locate-fields.query.js';
import { AddVersionUseCase } from '../use-cases/add-version/add-version.use-case.js';
import { CreateDraftUseCase } from '../use-cases/create-draft/create-draft.use-case.js';
import { EditDraftUseCase } from '../use-cases/edit-draft/edit-draft.use-case.js';
import { PlaceFieldsUseCase } from '../use-cases/place-fields/place-fields.use-case.js';
import {
  AddVersionRequest,
  Created,
  CreateDraftRequest,
  EditDraftRequest,
  FieldsAnswer,
  type Id,
  IdParam,
  PlaceFieldsRequest,
  Version,
} from './document.schemas.js';

@ApiTags('documents')
@Controller('api/v1/documents/outgoing')
export class DraftsController {
  constructor(
    private readonly createDraft: CreateDraftUseCase,
    private readonly editDraft: EditDraftUseCase,
    private readonly addVersion: AddVersionUseCase,
    private readonly placeFields: PlaceFieldsUseCase,
    private readonly locateFields: LocateFieldsQuery,
  ) {}

  @Post()
  @Access(WRITE_DRAFT)
  @Answers(201, Created)
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: CreateDraftRequest }) request: z.infer<typeof CreateDraftRequest>,
  ): Promise<{ id: string; version: number }> {
    return this.createDraft.execute(actor, request);
  }

  @Patch(':id')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Version)
  edit(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @IfMatch() ifMatch: number,
    @Body({ schema: EditDraftRequest }) changes: z.infer<typeof EditDraftRequest>,
  ): Promise<{ version: number }> {
    return this.editDraft.execute(actor, { id, ifMatch, changes });
  }

  @Post(':id/versions')
  @Access(ACT_ON_OUTGOING)
  @Answers(201, Version)
  version(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @IfMatch() ifMatch: number,
    @Body({ schema: AddVersionRequest }) { fileSha256 }: z.infer<typeof AddVersionRequest>,
  ): Promise<{ version: number }> {
    return this.addVersion.execute(actor, { id, ifMatch, fileSha256 });
  }

  @Get(':id/fields')
  @Access(READ_OUTGOING)
  @Answers(200, FieldsAnswer)
  fields(@Param({ schema: IdParam }) { id }: Id): Promise<LocatedFields> {
    return this.locateFields.execute(id);
  }

  @Put(':id/fields')
  @Access(ACT_ON_OUTGOING)
  @Answers(200, Version)
  place(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @IfMatch() ifMatch: number,
    @Body({ schema: PlaceFieldsRequest }) { fields }: z.infer<typeof PlaceFieldsRequest>,
  ): Promise<{ version: number }> {
    return this.placeFields.execute(actor, { id, ifMatch, fields });
  }
}
