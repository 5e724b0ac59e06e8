import { Module } from '@nestjs/common';
import { DescribingThread } from './describing-thread.js';
import { FileStore } from './file-store.js';
import './files.texts.js';
import { UploadChecks } from './upload-checks.js';
import { FilesController } from './http/files.controller.js';
import { UploadFileUseCase } from './use-cases/upload-file/upload-file.use-case.js';

@Module({
  controllers: [FilesController],
  providers: [DescribingThread, FileStore, UploadChecks, UploadFileUseCase],
  exports: [FileStore, UploadChecks],
})
export class FilesModule {}
