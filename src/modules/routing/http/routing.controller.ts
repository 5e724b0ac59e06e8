import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { KEEP_OWN_PHRASES, MOVE_ASSIGNMENT, REMOVE_PHRASE } from '../routing.policy.js';
import { HandDownUseCase } from '../use-cases/hand-down/hand-down.use-case.js';
import {
  KeepPhrasesUseCase,
  type Phrase,
} from '../use-cases/keep-phrases/keep-phrases.use-case.js';
import { MoveAssignmentUseCase } from '../use-cases/move-assignment/move-assignment.use-case.js';

const IdParam = z.strictObject({ id: z.uuid() });
const words = z.string().trim().min(1).max(2000);
const ProgressRequest = z.strictObject({ text: words }).meta({ id: 'NoteProgress' });
const ReportRequest = z
  .strictObject({ result: words, documentId: z.uuid().optional() })
  .meta({ id: 'ReportResult' });
const ReasonRequest = z.strictObject({ reason: words }).meta({ id: 'GiveReason' });
const HandDownRequest = z
  .strictObject({ postId: z.uuid(), text: words, dueOn: z.iso.date().optional() })
  .meta({ id: 'HandDown' });
const PhraseRequest = z
  .strictObject({ text: z.string().trim().min(1).max(500) })
  .meta({ id: 'AddPhrase' });
const Done = z.object({ ok: z.literal(true) }).meta({ id: 'Done' });
const HandedDown = z.object({ assignmentId: z.uuid() }).meta({ id: 'HandedDown' });
const PhraseSchema = z.object({ id: z.uuid(), text: z.string() }).meta({ id: 'Phrase' });
const PhraseList = z.object({ items: z.array(PhraseSchema) }).meta({ id: 'PhraseList' });

type Id = z.infer<typeof IdParam>;
type Ok = { ok: true };

@ApiTags('routing')
@Controller('api/v1/routing')
export class RoutingController {
  constructor(
    private readonly move: MoveAssignmentUseCase,
    private readonly handDown: HandDownUseCase,
    private readonly phrases: KeepPhrasesUseCase,
  ) {}

  @Post('assignments/:id/accept')
  @Access(MOVE_ASSIGNMENT)
  @Answers(200, Done)
  async accept(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: Id): Promise<Ok> {
    await this.move.execute(actor, id, { action: 'accept' });
    return { ok: true };
  }

  @Post('assignments/:id/progress')
  @Access(MOVE_ASSIGNMENT)
  @Answers(200, Done)
  async progress(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ProgressRequest }) { text }: z.infer<typeof ProgressRequest>,
  ): Promise<Ok> {
    await this.move.execute(actor, id, { action: 'progress', text });
    return { ok: true };
  }

  @Post('assignments/:id/report')
  @Access(MOVE_ASSIGNMENT)
  @Answers(200, Done)
  async report(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReportRequest }) request: z.infer<typeof ReportRequest>,
  ): Promise<Ok> {
    await this.move.execute(actor, id, { action: 'report', ...request });
    return { ok: true };
  }

  @Post('assignments/:id/confirm')
  @Access(MOVE_ASSIGNMENT)
  @Answers(200, Done)
  async confirm(@CurrentActor() actor: Actor, @Param({ schema: IdParam }) { id }: Id): Promise<Ok> {
    await this.move.execute(actor, id, { action: 'confirm' });
    return { ok: true };
  }

  @Post('assignments/:id/redo')
  @Access(MOVE_ASSIGNMENT)
  @Answers(200, Done)
  async redo(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReasonRequest }) { reason }: z.infer<typeof ReasonRequest>,
  ): Promise<Ok> {
    await this.move.execute(actor, id, { action: 'redo', reason });
    return { ok: true };
  }

  @Post('assignments/:id/recall')
  @Access(MOVE_ASSIGNMENT)
  @Answers(200, Done)
  async recall(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: ReasonRequest }) { reason }: z.infer<typeof ReasonRequest>,
  ): Promise<Ok> {
    await this.move.execute(actor, id, { action: 'recall', reason });
    return { ok: true };
  }

  @Post('assignments/:id/hand-down')
  @Access(MOVE_ASSIGNMENT)
  @Answers(201, HandedDown)
  handOn(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
    @Body({ schema: HandDownRequest }) request: z.infer<typeof HandDownRequest>,
  ): Promise<{ assignmentId: string }> {
    return this.handDown.execute(actor, id, request);
  }

  @Get('phrases')
  @Access(KEEP_OWN_PHRASES)
  @Answers(200, PhraseList)
  async listPhrases(@CurrentActor() actor: Actor): Promise<{ items: readonly Phrase[] }> {
    return { items: await this.phrases.list(actor) };
  }

  @Post('phrases')
  @Access(KEEP_OWN_PHRASES)
  @Answers(201, PhraseSchema)
  addPhrase(
    @CurrentActor() actor: Actor,
    @Body({ schema: PhraseRequest }) { text }: z.infer<typeof PhraseRequest>,
  ): Promise<Phrase> {
    return this.phrases.add(actor, text);
  }

  @Delete('phrases/:id')
  @Access(REMOVE_PHRASE)
  @Answers(200, Done)
  async removePhrase(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParam }) { id }: Id,
  ): Promise<Ok> {
    await this.phrases.remove(actor, id);
    return { ok: true };
  }
}
