import { Controller, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Settings } from '../../../../config/settings.js';
import { Access } from '../../../platform/access/policy.js';
import { InvalidInputError } from '../../../platform/errors/platform.errors.js';
import { Answers } from '../../../platform/http/answers.js';
import { FileStore } from '../../files/index.js';
import { VerificationView } from '../domain/verification-view.js';
import { Verifier } from '../verifier.js';
import { VERIFY_ANY_PDF } from '../signing.policy.js';

@ApiTags('verification')
@Controller('api/v1/verification')
export class VerificationController {
  constructor(
    private readonly verifier: Verifier,
    private readonly files: FileStore,
    private readonly settings: Settings,
  ) {}

  /** Who signed this PDF, when, with which certificate, and whether it is intact. */
  @Post()
  @Access(VERIFY_ANY_PDF)
  @Answers(200, VerificationView)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  async verify(@Req() request: FastifyRequest): Promise<VerificationView> {
    const maxBytes = this.settings.storage.maxFileMb * 1024 * 1024;
    const part = request.isMultipart()
      ? await request.file({ limits: { fileSize: maxBytes + 1 } })
      : undefined;
    if (!part) throw new InvalidInputError([{ pointer: '/file', code: 'required' }]);
    const stored = await this.files.storeStream(part.file, {
      mediaType: 'application/pdf',
      maxBytes,
    });
    return this.verifier.verify(await this.files.read(stored.sha256));
  }
}
