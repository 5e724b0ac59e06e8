import type { Answer } from './answers';
import { upload } from './client';

export type UploadedFile = Answer<'UploadedFile'>;

export function uploadPdf(file: File): Promise<UploadedFile> {
  return upload<UploadedFile>('/files', file);
}
