import { Controller, Get, Header, Param, Post, Req } from '@nestjs/common';
import { ApiBody, type ApiBodyOptions, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import { Access } from '../../../platform/access/policy.js';
import { Answers } from '../../../platform/http/answers.js';
import { VerificationView } from '../domain/verification-view.js';
import { VERIFY_IN_PUBLIC } from '../signing.policy.js';
import { hashed } from '../verification/judge-file.js';
import { PublicCodes } from '../verification/public-codes.js';
import { PublicLimit } from '../verification/public-limit.js';
import { VersionComparison } from '../verification/version-comparison.js';
import { Verifier } from '../verifier.js';
import { TooManyVerificationsError } from '../signing.errors.js';
import { receivePdf } from './receive-pdf.js';
import { ReceivingSlots } from './receiving-slots.js';

const Code = z.strictObject({ code: z.string().min(1).max(40) });
const PublicVersion = z
  .object({
    /** A document that was issued, a printed register, a signed copy, or one in ink: then all else is of the version it shows. */
    kind: z.enum(['issued', 'print', 'copy', 'paper-copy']),
    symbol: z.string(),
    typeName: z.string(),
    agencyName: z.string(),
    issuedOn: z.string(),
    sha256: z.string(),
    report: VerificationView,
  })
  .meta({ id: 'PublicVersion' });
const ComparedFile = z
  .object({
    /** The very bytes; those bytes and more behind them; anything else. */
    result: z.enum(['same', 'continues', 'different']),
    sha256: z.string(),
    differences: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
    report: VerificationView,
  })
  .meta({ id: 'ComparedFile' });
/** An office behind one address sends a few at a time; in all they must fit into memory. */
const RECEIVED_AT_ONCE = { inAll: 8, each: 3 };
const FILE_FORM: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary' } },
  },
};

/** For anybody who holds a document of an office: no session, and nothing of his file is kept. */
@ApiTags('verification')
@Controller('api/v1/public/verification')
export class PublicVerificationController {
  private readonly receiving = new ReceivingSlots(RECEIVED_AT_ONCE);

  constructor(
    private readonly verifier: Verifier,
    private readonly codes: PublicCodes,
    private readonly comparison: VersionComparison,
    private readonly limit: PublicLimit,
    private readonly settings: Settings,
  ) {}

  /** Who signed this PDF, when, with which certificate, and whether it is intact. */
  @Post()
  @Access(VERIFY_IN_PUBLIC)
  @Answers(200, VerificationView)
  @Header('Cache-Control', 'no-store')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE_FORM)
  verify(@Req() request: FastifyRequest): Promise<VerificationView> {
    return this.withFile(request, (pdf) => this.verifier.judgeFromOutside(pdf));
  }

  /** The released version that a printed code names, and the report of that version. */
  @Get(':code')
  @Access(VERIFY_IN_PUBLIC)
  @Answers(200, PublicVersion)
  @Header('Cache-Control', 'no-store')
  async version(
    @Param({ schema: Code }) { code }: z.infer<typeof Code>,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof PublicVersion>> {
    this.limit.count(request.ip, 'look-up');
    const found = await this.codes.find(code);
    return {
      ...found,
      kind: found.kind ?? 'issued',
      report: await this.verifier.verifySettled(found.sha256),
    };
  }

  /** Whether a file is the version that the code names. */
  @Post(':code/comparison')
  @Access(VERIFY_IN_PUBLIC)
  @Answers(200, ComparedFile)
  @Header('Cache-Control', 'no-store')
  @ApiConsumes('multipart/form-data')
  @ApiBody(FILE_FORM)
  async compare(
    @Param({ schema: Code }) { code }: z.infer<typeof Code>,
    @Req() request: FastifyRequest,
  ): Promise<z.infer<typeof ComparedFile>> {
    return this.withFile(request, async (pdf) => {
      const { sha256 } = await this.codes.find(code);
      const file = await hashed(pdf);
      const { report, view } = await this.verifier.judgeAsking(file);
      return {
        ...(await this.comparison.compare(pdf, report, sha256)),
        sha256: file.sha256,
        report: view,
      };
    });
  }

  private async withFile<T>(
    request: FastifyRequest,
    work: (pdf: Buffer) => Promise<T>,
  ): Promise<T> {
    this.limit.count(request.ip, 'file');
    const pdf = await this.receiving.hold(
      request.ip,
      () => new TooManyVerificationsError(),
      () => receivePdf(request, this.settings.verification.publicMaxBytes),
    );
    // Only now: who sends slowly keeps nobody else's file from being judged.
    return this.limit.atWorkFor(() => work(pdf));
  }
}
