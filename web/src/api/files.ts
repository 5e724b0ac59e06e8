import { upload } from './client';

export type UploadedFile = {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly name: string;
  readonly pages: number;
};

export function uploadPdf(file: File): Promise<UploadedFile> {
  return upload<UploadedFile>('/files', file);
}
