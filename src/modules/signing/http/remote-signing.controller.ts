import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { ENROL_CREDENTIAL } from '../credentials.policy.js';
import { REMOTE_MEDIA } from '../signers/remote/remote-signing-service.js';
import { RemoteSigning } from '../signers/remote/remote-signing.js';
import { EnrolRemoteUseCase } from '../use-cases/enrol-remote/enrol-remote.use-case.js';
import { SendOneTimeCodeUseCase } from '../use-cases/enrol-remote/send-one-time-code.use-case.js';
import { decodedImage, EncodedImage } from './credentials-form.js';
import { EnrolledCredentialView, ownerOf, Replaces, toView } from './enrolled-credential.view.js';

const Medium = z.enum(REMOTE_MEDIA);
/** As the service knows him: his citizen's number, account or e-mail address. */
const User = z.string().trim().min(1).max(128);

const Services = z
  .object({ items: z.array(z.object({ medium: Medium, name: z.string() })) })
  .meta({ id: 'RemoteSigningServices' });
const OfferedRequest = z
  .strictObject({ medium: Medium, user: User })
  .meta({ id: 'ListRemoteCertificates' });
const Offered = z
  .object({
    items: z.array(
      z.object({
        credentialId: z.string(),
        commonName: z.string(),
        issuerName: z.string(),
        serial: z.string(),
        notBefore: z.iso.datetime(),
        notAfter: z.iso.datetime(),
        isUsable: z.boolean(),
        /** What its holder types in at each signature; none: he confirms on his phone. */
        asksFor: z.array(z.enum(['pin', 'one-time-code'])),
        /** He authorises on the page of the service instead. */
        inBrowser: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'RemoteCertificates' });
const EnrolRequest = z
  .strictObject({
    medium: Medium,
    user: User,
    credentialId: z.string().min(1).max(256),
    /** PIN and one-time code as far as it asks for them, parted by a blank; else a phone is asked. */
    secret: z.string().max(128).default(''),
    /** Whose seal it is; without it the certificate is the acting post's own. */
    agencyId: z.uuid().optional(),
    replaces: Replaces,
    /** PNG with alpha; without one the last certificate's image goes on. */
    image: EncodedImage.optional(),
  })
  .meta({ id: 'EnrolRemoteCertificate' });
const CodeRequest = z
  .strictObject({
    agencyId: z.uuid().optional(),
    /** One that is about to be registered; without it the registered one. */
    certificate: z
      .strictObject({ medium: Medium, user: User, credentialId: z.string().min(1).max(256) })
      .optional(),
  })
  .meta({ id: 'SendOneTimeCode' });

/** Certificates whose keys a remote signing service keeps. */
@ApiTags('signing')
@Controller('api/v1/signing/remote')
export class RemoteSigningController {
  constructor(
    private readonly remote: RemoteSigning,
    private readonly enrolRemote: EnrolRemoteUseCase,
    private readonly sendOneTimeCode: SendOneTimeCodeUseCase,
  ) {}

  @Get('services')
  @Access(ENROL_CREDENTIAL)
  @Answers(200, Services)
  services(): z.infer<typeof Services> {
    return { items: this.remote.configured().map(({ medium, name }) => ({ medium, name })) };
  }

  /** What this user has at the service, to choose from. */
  @Post('certificates')
  @Access(ENROL_CREDENTIAL)
  @Answers(200, Offered)
  async certificates(
    @CurrentActor() actor: Actor,
    @Body({ schema: OfferedRequest }) body: z.infer<typeof OfferedRequest>,
  ): Promise<z.infer<typeof Offered>> {
    const offered = await this.enrolRemote.offered(actor, body);
    return {
      items: offered.map((one) => ({
        ...one,
        asksFor: [...one.asksFor],
        notBefore: one.notBefore.toISOString(),
        notAfter: one.notAfter.toISOString(),
      })),
    };
  }

  /** One of them becomes the certificate that this post, or its seal, signs with. */
  @Post('credentials')
  @Access(ENROL_CREDENTIAL)
  @Answers(201, EnrolledCredentialView)
  async enrol(
    @CurrentActor() actor: Actor,
    @Body({ schema: EnrolRequest }) body: z.infer<typeof EnrolRequest>,
  ): Promise<EnrolledCredentialView> {
    const { agencyId, image, ...chosen } = body;
    return toView(
      await this.enrolRemote.execute({
        actor,
        owner: ownerOf(agencyId),
        ...chosen,
        image: decodedImage(image),
      }),
    );
  }

  /** Has the service send the acting post's holder a code to sign with. */
  @Post('one-time-codes')
  @Access(ENROL_CREDENTIAL)
  @HttpCode(204)
  async code(
    @CurrentActor() actor: Actor,
    @Body({ schema: CodeRequest }) { agencyId, certificate }: z.infer<typeof CodeRequest>,
  ): Promise<void> {
    await (certificate
      ? this.sendOneTimeCode.executeBefore(actor, certificate)
      : this.sendOneTimeCode.execute(actor, agencyId ?? null));
  }
}
