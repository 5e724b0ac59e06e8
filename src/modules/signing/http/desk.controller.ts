import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { BatchView, GetBatchQuery, OpenBatchView } from '../queries/get-batch.query.js';
import { BatchStart } from '../batch-start.js';
import { DeviceBatches } from '../device-batches.js';
import { Pin } from '../domain/new-pin.js';
import { SigningDesk } from '../signing-desk.js';
import { COMPLETE_OWN_REQUEST, LIST_OWN_BATCHES, SEE_OWN_BATCH } from '../signing.policy.js';
import { SigningTaskView, toTaskView } from './signing-task.view.js';
import { SignerRefusedError } from '../signing.errors.js';

const Id = z.strictObject({ id: z.uuid() });
type Id = z.infer<typeof Id>;

const OpenBatches = z.object({ items: z.array(OpenBatchView) }).meta({ id: 'OpenSigningBatches' });
const ResumeRequest = z.strictObject({ pin: Pin }).meta({ id: 'ResumeSigningBatch' });
const PortionRequest = z
  .strictObject({ most: z.number().int().min(1).max(500) })
  .meta({ id: 'TakeSigningPortion' });
const Portion = z
  .object({ tasks: z.array(SigningTaskView), left: z.number().int() })
  .meta({ id: 'SigningPortion' });
const CompleteRequest = z
  .strictObject({
    /** Raw signature value, base64: RSA PKCS#1 v1.5, or ECDSA in DER. */
    signature: z.base64().min(64).max(4096),
  })
  .meta({ id: 'CompleteSignature' });
const Completed = z
  .object({ state: z.enum(['applied', 'prepared-again']), task: SigningTaskView.nullable() })
  .meta({ id: 'CompletedSignature' });
const RefuseRequest = z
  .strictObject({ reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'RefuseSignature' });
const Ended = z.object({ ok: z.literal(true) }).meta({ id: 'SigningDone' });

/** Batches that go on after a crash, and requests that a device outside completes. */
@ApiTags('signing')
@Controller('api/v1/signing')
export class DeskController {
  constructor(
    private readonly getBatch: GetBatchQuery,
    private readonly batches: BatchStart,
    private readonly devices: DeviceBatches,
    private readonly desk: SigningDesk,
  ) {}

  /** Mine that are not through: at work, or interrupted and to be resumed. */
  @Get('batches')
  @Access(LIST_OWN_BATCHES)
  @Answers(200, OpenBatches)
  async open(@CurrentActor() actor: Actor): Promise<z.infer<typeof OpenBatches>> {
    return { items: await this.getBatch.open(actor) };
  }

  @Get('batches/:id')
  @Access(SEE_OWN_BATCH)
  @Answers(200, BatchView)
  batch(@Param({ schema: Id }) { id }: Id): Promise<BatchView> {
    return this.getBatch.execute(id);
  }

  /** Signs what a crash has left of a batch. */
  @Post('batches/:id/resume')
  @Access(SEE_OWN_BATCH)
  @Answers(202, Ended)
  async resume(
    @CurrentActor() actor: Actor,
    @Param({ schema: Id }) { id }: Id,
    @Body({ schema: ResumeRequest }) { pin }: z.infer<typeof ResumeRequest>,
  ): Promise<z.infer<typeof Ended>> {
    await this.batches.resume(actor, id, pin);
    return { ok: true };
  }

  /** For a key on the signer's own PC: what it signs next, each to be completed by its request. */
  @Post('batches/:id/portions')
  @Access(SEE_OWN_BATCH)
  @Answers(200, Portion)
  async portion(
    @CurrentActor() actor: Actor,
    @Param({ schema: Id }) { id }: Id,
    @Body({ schema: PortionRequest }) { most }: z.infer<typeof PortionRequest>,
  ): Promise<z.infer<typeof Portion>> {
    const { tasks, left } = await this.devices.next(actor, id, most);
    return { tasks: tasks.map(toTaskView), left };
  }

  /** What the signer's own device has to sign. */
  @Get('requests/:id')
  @Access(COMPLETE_OWN_REQUEST)
  @Answers(200, SigningTaskView)
  async request(@Param({ schema: Id }) { id }: Id): Promise<z.infer<typeof SigningTaskView>> {
    return toTaskView(await this.desk.getTask(id));
  }

  /** The value that the device made; `prepared-again` when the document moved on meanwhile. */
  @Post('requests/:id/complete')
  @Access(COMPLETE_OWN_REQUEST)
  @Answers(200, Completed)
  async complete(
    @CurrentActor() actor: Actor,
    @Param({ schema: Id }) { id }: Id,
    @Body({ schema: CompleteRequest }) { signature }: z.infer<typeof CompleteRequest>,
  ): Promise<z.infer<typeof Completed>> {
    const completion = await this.desk.complete(actor, id, Buffer.from(signature, 'base64'));
    return completion.state === 'applied'
      ? { state: 'applied', task: null }
      : { state: 'prepared-again', task: toTaskView(completion.task) };
  }

  @Post('requests/:id/refuse')
  @Access(COMPLETE_OWN_REQUEST)
  @Answers(200, Ended)
  async refuse(
    @Param({ schema: Id }) { id }: Id,
    @Body({ schema: RefuseRequest }) { reason }: z.infer<typeof RefuseRequest>,
  ): Promise<z.infer<typeof Ended>> {
    await this.desk.refuse(id, new SignerRefusedError(reason));
    return { ok: true };
  }
}
