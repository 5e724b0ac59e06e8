import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { publicOrigin } from '../../../platform/http/public-origin.js';
import { ENROL_CREDENTIAL } from '../credentials.policy.js';
import { Authorisations } from '../signers/remote/browser/authorisations.js';
import { BrowserSigning, type Return } from '../signers/remote/browser/browser-signing.js';
import { REMOTE_MEDIA } from '../signers/remote/remote-signing-service.js';
import { RETURN_FROM_SERVICE, SEE_OWN_BATCH } from '../signing.policy.js';
import { EnrolInBrowserUseCase } from '../use-cases/enrol-remote/enrol-in-browser.use-case.js';
import { decodedImage, EncodedImage } from './credentials-form.js';
import { EnrolledCredentialView, ownerOf, Replaces, toView } from './enrolled-credential.view.js';

/** The page to which the service sends its holder back. */
const BACK = '/xac-nhan-ky-so';

const Id = z.strictObject({ id: z.uuid() });
const EnrolRequest = z
  .strictObject({
    medium: z.enum(REMOTE_MEDIA),
    user: z.string().trim().min(1).max(128),
    credentialId: z.string().min(1).max(256),
    agencyId: z.uuid().optional(),
    replaces: Replaces,
    image: EncodedImage.optional(),
  })
  .meta({ id: 'EnrolInBrowser' });
const Departure = z
  .object({
    /** Null: nothing is left to sign. */
    address: z.url().nullable(),
    left: z.number().int(),
  })
  .meta({ id: 'RemoteAuthorisation' });
const ReturnRequest = z
  .strictObject({
    state: z.string().regex(/^[\w-]{43}$/),
    /** Exactly one of the two, as the service sent it along. */
    code: z.string().min(1).max(4096).optional(),
    error: z.string().min(1).max(200).optional(),
  })
  .refine(({ code, error }) => (code === undefined) !== (error === undefined), {
    path: ['code'],
    error: 'code or error',
  })
  .meta({ id: 'ReturnFromService' });
const Returned = z
  .object({ batchId: z.uuid().nullable(), enrolled: EnrolledCredentialView.nullable() })
  .meta({ id: 'ReturnedFromService' });

/** Keys whose holder authorises on the page of his service (CSC API, `oauth2code`): there and back. */
@ApiTags('signing')
@Controller('api/v1/signing')
export class AuthorisationController {
  constructor(
    private readonly signing: BrowserSigning,
    private readonly enrolment: EnrolInBrowserUseCase,
    private readonly authorisations: Authorisations,
    private readonly settings: Settings,
  ) {}

  /** Lays out as many documents as the service authorises at once, and says where its holder goes. */
  @Post('batches/:id/authorisations')
  @Access(SEE_OWN_BATCH)
  @Answers(200, Departure)
  begin(
    @CurrentActor() actor: Actor,
    @Param({ schema: Id }) { id }: z.infer<typeof Id>,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof Departure>> {
    return this.signing.begin(actor, id, this.back(request));
  }

  @Post('remote/credentials/authorisations')
  @Access(ENROL_CREDENTIAL)
  @Answers(200, Departure)
  async enrol(
    @CurrentActor() actor: Actor,
    @Body({ schema: EnrolRequest }) body: z.infer<typeof EnrolRequest>,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof Departure>> {
    const { agencyId, image, ...chosen } = body;
    const given = { ...chosen, owner: ownerOf(agencyId), image: decodedImage(image) };
    return { address: await this.enrolment.begin(actor, given, this.back(request)), left: 0 };
  }

  /** What the holder brought back, once, in the session in which he went there. */
  @Post('remote/authorisations')
  @Access(RETURN_FROM_SERVICE)
  @Answers(200, Returned)
  async finish(
    @CurrentActor() actor: Actor,
    @Body({ schema: ReturnRequest }) { state, code, error }: z.infer<typeof ReturnRequest>,
  ): Promise<z.infer<typeof Returned>> {
    const { act, ...authorisation } = await this.authorisations.claim(actor, state);
    const back: Return = code === undefined ? { error: error ?? '' } : { code };
    if (act.kind === 'sign') {
      const batchId = await this.signing.finish(actor, { ...authorisation, act }, back);
      return { batchId, enrolled: null };
    }
    const enrolled = await this.enrolment.finish(actor, { ...authorisation, act }, back);
    return { batchId: null, enrolled: toView(enrolled) };
  }

  /** As the service knows it beforehand (RFC 6749, 3.1.2). */
  private back(request: FastifyRequest): string {
    return `${publicOrigin(this.settings, request)}${BACK}`;
  }
}
