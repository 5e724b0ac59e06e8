import { Controller, Get, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Settings } from '../../../../config/settings.js';
import type { Actor } from '../../../platform/access/actor.js';
import { Access } from '../../../platform/access/policy.js';
import { maybeRow } from '../../../platform/database/rows.js';
import { InvalidInputError, NotFoundError } from '../../../platform/errors/platform.errors.js';
import { Answers } from '../../../platform/http/answers.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { sentFile, sentForm } from '../../../platform/http/sent-form.js';
import { FileStore } from '../file-store.js';
import { READ_UPLOAD, UPLOAD_FILE } from '../files.policy.js';
import {
  type UploadedFile,
  UploadFileUseCase,
} from '../use-cases/upload-file/upload-file.use-case.js';

const UploadedFileSchema = z
  .object({
    id: z.uuid(),
    sha256: z.string(),
    size: z.number(),
    name: z.string(),
    pages: z.number(),
    /** What whoever uploads it should know: signatures judged, or what an unsigned file may hide. */
    findings: z.array(
      z.object({
        code: z.string(),
        tone: z.enum(['good', 'warning', 'bad']),
        vi: z.string(),
        en: z.string(),
      }),
    ),
  })
  .meta({ id: 'UploadedFile' });
const UploadId = z.strictObject({ id: z.uuid() });

@ApiTags('files')
@Controller('api/v1/files')
export class FilesController {
  constructor(
    private readonly uploadFile: UploadFileUseCase,
    private readonly files: FileStore,
    private readonly settings: Settings,
    private readonly dataSource: DataSource,
  ) {}

  @Post()
  @Access(UPLOAD_FILE)
  @Answers(201, UploadedFileSchema)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  async upload(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<UploadedFile> {
    if (!request.isMultipart()) throw noFile();
    // One byte over: the store counts for itself and names the limit.
    const fileSize = this.settings.storage.maxFileMb * 1024 * 1024 + 1;
    const part = await sentForm(() => request.file({ limits: { fileSize } }));
    if (!part) throw noFile();
    return this.uploadFile.execute(actor, { name: part.filename, content: sentFile(part.file) });
  }

  @Get(':id/content')
  @Access(READ_UPLOAD)
  @ApiProduces('application/pdf')
  async content(
    @Param({ schema: UploadId }) { id }: z.infer<typeof UploadId>,
  ): Promise<StreamableFile> {
    const upload = await maybeRow<{ sha256: string; name: string }>(
      this.dataSource,
      'SELECT sha256, name FROM files.upload WHERE id = $1',
      [id],
    );
    if (!upload) throw new NotFoundError('upload');
    return new StreamableFile(await this.files.stream(upload.sha256), {
      type: 'application/pdf',
      disposition: `inline; filename*=UTF-8''${encodeURIComponent(upload.name)}`,
    });
  }
}

function noFile(): InvalidInputError {
  return new InvalidInputError([{ pointer: '/file', code: 'files.no-file' }]);
}
