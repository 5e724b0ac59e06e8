import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { USE_SERVER_TOKENS } from '../credentials.policy.js';
import { ifReadable, shownCertificate } from '../enrolment/shown-certificate.js';
import {
  type CertificateAtServer,
  serialOf,
  ServerTokens,
} from '../signers/pkcs11/server-tokens.js';
import { TokenLocation } from '../signers/pkcs11/pkcs11-key-provider.js';
import { RegisterTokenUseCase } from '../use-cases/register-token/register-token.use-case.js';
import { decodedImage, EncodedImage } from './credentials-form.js';
import { EnrolledCredentialView, ownerOf, Replaces, toView } from './enrolled-credential.view.js';

const TokenCertificates = z
  .object({
    items: z.array(
      TokenLocation.extend({
        label: z.string(),
        commonName: z.string(),
        issuerName: z.string(),
        serial: z.string(),
        notAfter: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'TokenCertificates' });
const RegisterTokenRequest = TokenLocation.extend({
  /** The token's own PIN: tried once, and never kept. */
  pin: z.string().min(1).max(64),
  /** Of the certificate, where several lie in one place; without it the newest. */
  serial: z.string().max(64).optional(),
  agencyId: z.uuid().optional(),
  replaces: Replaces,
  image: EncodedImage.optional(),
}).meta({ id: 'RegisterToken' });

/** HSMs and tokens that are plugged into the server. */
@ApiTags('signing')
@Controller('api/v1/signing/tokens')
export class TokensController {
  constructor(
    private readonly tokens: ServerTokens,
    private readonly register: RegisterTokenUseCase,
  ) {}

  @Get()
  @Access(USE_SERVER_TOKENS)
  @Answers(200, TokenCertificates)
  async list(): Promise<z.infer<typeof TokenCertificates>> {
    return { items: (await this.tokens.certificates()).flatMap(toItem) };
  }

  @Post('register')
  @Access(USE_SERVER_TOKENS)
  @Answers(201, EnrolledCredentialView)
  async enrol(
    @CurrentActor() actor: Actor,
    @Body({ schema: RegisterTokenRequest }) body: z.infer<typeof RegisterTokenRequest>,
  ): Promise<EnrolledCredentialView> {
    const { pin, serial, agencyId, image, replaces, ...location } = body;
    const enrolled = await this.register.execute({
      ...{ actor, location, pin, serial, replaces },
      owner: ownerOf(agencyId),
      image: decodedImage(image),
    });
    return toView(enrolled);
  }
}

function toItem(found: CertificateAtServer): z.infer<typeof TokenCertificates>['items'] {
  const { library, tokenLabel, tokenSerial, keyId, label, certificate } = found;
  const read = ifReadable(Buffer.from(certificate, 'base64'));
  if (read === null || read.isAuthority) return [];
  const { commonName, issuerName, notAfter } = shownCertificate(read);
  return [
    {
      ...{ library, tokenLabel, tokenSerial, keyId, label, commonName, issuerName },
      serial: serialOf(found),
      notAfter: notAfter.toISOString(),
    },
  ];
}
