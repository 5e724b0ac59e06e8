import { X509Certificate } from 'node:crypto';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { TrustAnchors } from '../trust-anchors.js';
import { CredentialView, ListCredentialsQuery } from '../queries/list-credentials.query.js';
import { READ_TRUST_ANCHORS, SEE_OWN_CREDENTIALS } from '../signing.policy.js';

const Credentials = z.object({ items: z.array(CredentialView) }).meta({ id: 'Credentials' });

@ApiTags('signing')
@Controller('api/v1/signing')
export class SigningController {
  constructor(
    private readonly listCredentials: ListCredentialsQuery,
    private readonly anchors: TrustAnchors,
  ) {}

  @Get('credentials')
  @Access(SEE_OWN_CREDENTIALS)
  @Answers(200, Credentials)
  async credentials(@CurrentActor() actor: Actor): Promise<z.infer<typeof Credentials>> {
    return { items: await this.listCredentials.execute(actor) };
  }

  /** The roots that signatures of this office lead to, for other programs to check against. */
  @Get('trust-anchors')
  @Access(READ_TRUST_ANCHORS)
  @ApiProduces('application/x-pem-file')
  @Header('Content-Type', 'application/x-pem-file')
  async trustAnchors(): Promise<string> {
    const anchors = await this.anchors.all();
    return anchors.map(({ certificate }) => new X509Certificate(certificate).toString()).join('');
  }
}
