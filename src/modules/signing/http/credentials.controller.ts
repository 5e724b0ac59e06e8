import { Body, Controller, Header, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { CHANGE_OWN_CREDENTIAL, ENROL_CREDENTIAL } from '../credentials.policy.js';
import { NewPin } from '../domain/new-pin.js';
import { ChangeImageUseCase } from '../use-cases/change-image/change-image.use-case.js';
import { ChangePinUseCase } from '../use-cases/change-pin/change-pin.use-case.js';
import { ImportCredentialUseCase } from '../use-cases/import-credential/import-credential.use-case.js';
import { checkedImage, readForm, requiredFile, requiredImage } from './credentials-form.js';
import {
  EnrolledCredentialView,
  EnrolmentOutlookView,
  ownerOf,
  toOutlookView,
  toView,
} from './enrolled-credential.view.js';

const CredentialId = z.strictObject({ id: z.uuid() });
const KeyFileFields = z.strictObject({
  password: z.string().max(256).default(''),
  /** Whose seal it is; without it the certificate is the acting post's own. */
  agencyId: z.uuid().optional(),
});
const ImportFields = KeyFileFields.extend({
  pin: NewPin,
  /** From the outlook on this file: its owner has seen what it holds and replaces. */
  confirms: z.string().regex(/^[0-9a-f]{64}$/),
});
const NoFields = z.strictObject({});
const NewPinRequest = z
  .strictObject({ pin: z.string().min(1).max(64), newPin: NewPin })
  .meta({ id: 'ChangePin' });
const KEY_FILE_BYTES = 128 * 1024;
const IMAGE_BYTES = 1024 * 1024;

const binary = { type: 'string', format: 'binary' } as const;
const keyFile = {
  file: binary,
  password: { type: 'string', maxLength: 256 },
  agencyId: { type: 'string', format: 'uuid' },
} as const;

@ApiTags('signing')
@Controller('api/v1/signing/credentials')
export class CredentialsController {
  constructor(
    private readonly importCredential: ImportCredentialUseCase,
    private readonly changePin: ChangePinUseCase,
    private readonly changeImage: ChangeImageUseCase,
  ) {}

  /** What a .p12 or .pfx file holds and would replace, before anything is: nothing of it is kept. */
  @Post('import/outlook')
  @Access(ENROL_CREDENTIAL)
  @HttpCode(200)
  @Answers(200, EnrolmentOutlookView)
  @Header('Cache-Control', 'no-store')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['file'], properties: keyFile } })
  async outlook(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<EnrolmentOutlookView> {
    const { fields, files } = await readForm(request, KeyFileFields, { file: KEY_FILE_BYTES });
    const outlook = await this.importCredential.look({
      actor,
      owner: ownerOf(fields.agencyId),
      file: requiredFile(files, 'file'),
      password: fields.password,
    });
    return toOutlookView(outlook);
  }

  /** A .p12 or .pfx file becomes the certificate that this post, or its seal, signs with. */
  @Post('import')
  @Access(ENROL_CREDENTIAL)
  @Answers(201, EnrolledCredentialView)
  @Header('Cache-Control', 'no-store')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file', 'pin', 'confirms'],
      properties: {
        ...keyFile,
        image: binary,
        pin: { type: 'string', minLength: 6, maxLength: 64 },
        confirms: { type: 'string', description: 'Of the outlook on this file.' },
      },
    },
  })
  async import(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<EnrolledCredentialView> {
    const { fields, files } = await readForm(request, ImportFields, {
      file: KEY_FILE_BYTES,
      image: IMAGE_BYTES,
    });
    const enrolled = await this.importCredential.execute({
      actor,
      owner: ownerOf(fields.agencyId),
      file: requiredFile(files, 'file'),
      password: fields.password,
      pin: fields.pin,
      confirms: fields.confirms,
      image: checkedImage(files),
    });
    return toView(enrolled);
  }

  @Put(':id/pin')
  @Access(CHANGE_OWN_CREDENTIAL)
  @HttpCode(204)
  async pin(
    @CurrentActor() actor: Actor,
    @Param({ schema: CredentialId }) { id }: z.infer<typeof CredentialId>,
    @Body({ schema: NewPinRequest }) body: z.infer<typeof NewPinRequest>,
  ): Promise<void> {
    await this.changePin.execute(actor, id, body);
  }

  @Put(':id/image')
  @Access(CHANGE_OWN_CREDENTIAL)
  @HttpCode(204)
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: { type: 'object', required: ['image'], properties: { image: binary } } })
  async image(
    @CurrentActor() actor: Actor,
    @Param({ schema: CredentialId }) { id }: z.infer<typeof CredentialId>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const { files } = await readForm(request, NoFields, { image: IMAGE_BYTES });
    await this.changeImage.execute(actor, id, requiredImage(files));
  }
}
