import { createHash, timingSafeEqual } from 'node:crypto';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import { Access } from '../../../platform/access/policy.js';
import { NotFoundError } from '../../../platform/errors/platform.errors.js';
import { Answers } from '../../../platform/http/answers.js';
import { ANSWER_WITH_SECRET } from '../credentials.policy.js';
import { RemoteSigning } from '../signers/remote/remote-signing.js';

const Secret = z.strictObject({ secret: z.string().min(1).max(200) });
const transaction = z.string().min(1).max(200).optional();
/** Whatever else they send along is not looked at. */
const Answered = z
  .looseObject({
    transaction_id: transaction,
    tran_id: transaction,
    transactionId: transaction,
    data: z.looseObject({ transaction_id: transaction }).nullish(),
  })
  .meta({ id: 'RemoteAnswer' });
const Heard = z.object({ ok: z.literal(true) }).meta({ id: 'RemoteAnswerHeard' });

/** Where services say that something has changed with them; who calls is known by the secret alone. */
@ApiTags('signing')
@Controller('api/v1/signing')
export class RemoteAnswersController {
  constructor(
    private readonly remote: RemoteSigning,
    private readonly settings: Settings,
  ) {}

  /** A hint of SmartCA or MySign that a holder has answered (their webhook); the service is asked then. */
  @Post('remote/answers/:secret')
  @Access(ANSWER_WITH_SECRET)
  @Answers(200, Heard)
  answered(
    @Param({ schema: Secret }) { secret }: z.infer<typeof Secret>,
    @Body({ schema: Answered }) answer: z.infer<typeof Answered>,
  ): z.infer<typeof Heard> {
    const { webhookSecret } = this.settings.remoteSigning;
    if (webhookSecret === null || !isSame(secret, webhookSecret)) throw new NotFoundError('route');
    const { transaction_id, tran_id, transactionId, data } = answer;
    const id = transaction_id ?? tran_id ?? transactionId ?? data?.transaction_id;
    if (id !== undefined) this.remote.answered(id);
    return { ok: true };
  }
}

function isSame(one: string, other: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
