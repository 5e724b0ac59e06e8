import { Body, Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { textOf } from '../../../platform/errors/texts.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { publicOrigin } from '../../../platform/http/public-origin.js';
import { ENROL_CREDENTIAL } from '../credentials.policy.js';
import { COMPLETE_OWN_REQUEST } from '../signing.policy.js';
import { VGCA_ACTS, VgcaParameters } from '../signers/vgca/vgca-acts.js';
import { type VgcaAddresses, VgcaSigning } from '../signers/vgca/vgca-signing.js';
import { FETCH_BY_TICKET, RETURN_BY_TICKET } from '../signers/vgca/vgca.policy.js';
import { VgcaUploadsBusyError } from '../signers/vgca/vgca.errors.js';
import { EnrolVgcaUseCase } from '../use-cases/enrol-remote/enrol-vgca.use-case.js';
import { decodedImage, EncodedImage } from './credentials-form.js';
import { EnrolledCredentialView, ownerOf, Replaces, toView } from './enrolled-credential.view.js';
import { receivePdf } from './receive-pdf.js';
import { ReceivingSlots } from './receiving-slots.js';

const Id = z.strictObject({ id: z.uuid() });
const Token = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) });
const Call = z
  .object({ act: z.enum(VGCA_ACTS), parameters: VgcaParameters })
  .meta({ id: 'VgcaCall' });
const RequestState = z.object({ state: z.string() }).meta({ id: 'VgcaRequestState' });
const EnrolRequest = z
  .strictObject({
    /** DER or PEM, base64. */
    certificate: z.base64().min(1).max(32_768),
    agencyId: z.uuid().optional(),
    replaces: Replaces,
    image: EncodedImage.optional(),
  })
  .meta({ id: 'EnrolVgcaCertificate' });
/** In the program's own words. */
const UploadAnswer = z
  .object({
    Status: z.boolean(),
    Message: z.string(),
    FileName: z.string(),
    FileServer: z.string(),
  })
  .meta({ id: 'VgcaUploadAnswer' });
type UploadAnswer = z.infer<typeof UploadAnswer>;

/** Whole files in memory; one ticket brings one. */
const UPLOADS_AT_ONCE = { inAll: 10, each: 1 };
const FILE_NAME = 'van-ban.pdf';
const BASE = 'api/v1/signing';

@ApiTags('signing')
@Controller(BASE)
export class VgcaController {
  private readonly receiving = new ReceivingSlots(UPLOADS_AT_ONCE);

  constructor(
    private readonly signing: VgcaSigning,
    private readonly enrolVgca: EnrolVgcaUseCase,
    private readonly settings: Settings,
  ) {}

  /** What the page hands to the program on the signer's PC. */
  @Post('requests/:id/vgca')
  @Access(COMPLETE_OWN_REQUEST)
  @Answers(200, Call)
  @Header('Cache-Control', 'no-store')
  begin(
    @CurrentActor() actor: Actor,
    @Param({ schema: Id }) { id }: z.infer<typeof Id>,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof Call>> {
    return this.signing.begin(actor, id, this.addresses(request));
  }

  /** Asked after the program says that it is done. */
  @Get('requests/:id/vgca')
  @Access(COMPLETE_OWN_REQUEST)
  @Answers(200, RequestState)
  async state(
    @Param({ schema: Id }) { id }: z.infer<typeof Id>,
  ): Promise<z.infer<typeof RequestState>> {
    return { state: await this.signing.state(id) };
  }

  /** The document, once, to the program that brings the ticket. */
  @Get(`vgca/files/:token/${FILE_NAME}`)
  @Access(FETCH_BY_TICKET)
  @ApiProduces('application/pdf')
  async file(
    @Param({ schema: Token }) { token }: z.infer<typeof Token>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const pdf = await this.signing.download(token);
    await reply
      .header('Content-Type', 'application/pdf')
      .header('Content-Disposition', `attachment; filename="${FILE_NAME}"`)
      .header('Cache-Control', 'no-store')
      .send(pdf);
  }

  /** The whole signed document comes back; a refusal is said in the program's own form. */
  @Post('vgca/uploads/:token')
  @Access(RETURN_BY_TICKET)
  @Answers(200, UploadAnswer)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['uploadfile'],
      properties: { uploadfile: { type: 'string', format: 'binary' } },
    },
  })
  async upload(
    @Param({ schema: Token }) { token }: z.infer<typeof Token>,
    @Req() request: FastifyRequest,
  ): Promise<UploadAnswer> {
    try {
      // Strangers reach this door: no byte of a body is read for them.
      await this.signing.requireUpload(token);
      const pdf = await this.receiving.hold(
        token,
        () => new VgcaUploadsBusyError(),
        () => receivePdf(request, this.settings.storage.maxFileMb * 1024 * 1024),
      );
      const requestId = await this.signing.upload(token, pdf);
      const place = `${publicOrigin(this.settings, request)}/${BASE}/requests/${requestId}`;
      return { Status: true, Message: '', FileName: FILE_NAME, FileServer: place };
    } catch (error) {
      if (error instanceof DomainError) return refusal(error.code, error.params);
      throw error;
    }
  }

  /** The certificate of a token becomes the one that the post's signatures are expected to bear. */
  @Post('vgca/credentials')
  @Access(ENROL_CREDENTIAL)
  @Answers(201, EnrolledCredentialView)
  async enrol(
    @CurrentActor() actor: Actor,
    @Body({ schema: EnrolRequest }) body: z.infer<typeof EnrolRequest>,
  ): Promise<EnrolledCredentialView> {
    return toView(
      await this.enrolVgca.execute({
        actor,
        owner: ownerOf(body.agencyId),
        file: Buffer.from(body.certificate, 'base64'),
        image: decodedImage(body.image),
        replaces: body.replaces,
      }),
    );
  }

  private addresses(request: FastifyRequest): VgcaAddresses {
    const base = `${publicOrigin(this.settings, request)}/${BASE}/vgca`;
    return {
      download: (token) => `${base}/files/${token}/${FILE_NAME}`,
      upload: (token) => `${base}/uploads/${token}`,
    };
  }
}

function refusal(code: string, params: DomainError['params']): UploadAnswer {
  return { Status: false, Message: textOf(code, params).vi, FileName: '', FileServer: '' };
}
