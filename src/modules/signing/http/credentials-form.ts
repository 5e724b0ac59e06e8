import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type FieldIssue, InvalidInputError } from '../../../platform/errors/platform.errors.js';
import { sentForm } from '../../../platform/http/sent-form.js';
import { refusalOfImage } from '../domain/signature-image.js';

export type FilesOfForm = Readonly<Record<string, Buffer>>;

/**
 * Fields and files of a multipart request, in any order, each file within its own limit.
 *
 * @throws {InvalidInputError} naming fields and files that are missing, too large or unknown
 */
export async function readForm<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
  limits: Readonly<Record<string, number>>,
): Promise<{ fields: z.output<Schema>; files: FilesOfForm }> {
  const { fields, files, issues } = await sentForm(() => readParts(request, limits));
  const parsed = schema.safeParse(fields);
  if (!parsed.success) issues.push(...parsed.error.issues.map(issueOf));
  if (issues.length > 0 || !parsed.success) throw new InvalidInputError(issues);
  return { fields: parsed.data, files };
}

type Parts = {
  readonly fields: Record<string, unknown>;
  readonly files: Record<string, Buffer>;
  readonly issues: FieldIssue[];
};

async function readParts(
  request: FastifyRequest,
  limits: Readonly<Record<string, number>>,
): Promise<Parts> {
  const { fields, files, issues }: Parts = { fields: {}, files: {}, issues: [] };
  if (!request.isMultipart()) return { fields, files, issues };
  const fileSize = Math.max(...Object.values(limits)) + 1;
  const parts = request.parts({
    limits: { fileSize, files: Object.keys(limits).length, fields: 10, fieldSize: 1024 },
  });
  for await (const part of parts) {
    if (part.type === 'field') {
      if (part.value !== '') fields[part.fieldname] = part.value;
      continue;
    }
    const limit = limits[part.fieldname] ?? 0;
    const bytes = await bytesOf(part);
    if (bytes === null || bytes.length > limit) issues.push(tooLarge(part.fieldname, limit));
    else if (bytes.length > 0) files[part.fieldname] = bytes;
  }
  return { fields, files, issues };
}

/** @throws {InvalidInputError} at `/name` */
export function requiredFile(files: FilesOfForm, name: string): Buffer {
  const file = files[name];
  if (file === undefined) throw new InvalidInputError([{ pointer: `/${name}`, code: 'required' }]);
  return file;
}

/** A picture in a JSON request. */
export const EncodedImage = z.base64().max(1_400_000);

/** @throws {InvalidInputError} when it cannot stand as a signature */
export function decodedImage(image: string | undefined): Buffer | null {
  return image === undefined ? null : checked(Buffer.from(image, 'base64'));
}

/** @throws {InvalidInputError} when it cannot stand as a signature */
export function checkedImage({ image }: FilesOfForm): Buffer | null {
  return image === undefined ? null : checked(image);
}

/** @throws {InvalidInputError} when there is none, or it cannot stand as a signature */
export function requiredImage(files: FilesOfForm): Buffer {
  return checked(requiredFile(files, 'image'));
}

function checked(image: Buffer): Buffer {
  const refusal = refusalOfImage(image);
  if (refusal === null) return image;
  throw new InvalidInputError([{ pointer: '/image', code: `signing.image-${refusal}` }]);
}

/** Null when it is larger than any file here may be. */
function bytesOf(part: MultipartFile): Promise<Buffer | null> {
  return part.toBuffer().catch((error: unknown) => {
    if ((error as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE') return null;
    throw error;
  });
}

function tooLarge(name: string, limit: number): FieldIssue {
  return { pointer: `/${name}`, code: 'signing.file-too-large', params: { limit: limit / 1024 } };
}

function issueOf(issue: z.core.$ZodIssue): FieldIssue {
  return {
    pointer: `/${issue.path.map(String).join('/')}`,
    code: issue.message === 'first-guess' ? 'signing.pin-first-guess' : issue.code,
    params: { ...issue },
  };
}
