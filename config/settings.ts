import { z } from 'zod';
import { type JobSettings, jobsOf, jobsSchema } from './jobs.js';
import {
  missingRemoteSetting,
  remoteSigningOf,
  remoteSigningSchema,
  type RemoteSigningSettings,
} from './remote-signing.js';
import { type TokenSigningSettings, tokenSigningOf, tokenSigningSchema } from './token-signing.js';
import {
  type VerificationSettings,
  verificationOf,
  verificationSchema,
  wrongVerificationSetting,
} from './verification.js';

const megabytes = (fallback: number): z.ZodDefault<z.ZodCoercedNumber> =>
  z.coerce.number().int().min(1).max(2048).default(fallback);
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');

const httpSchema = z.object({
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3000)
    .describe('Port of web and API; 0 takes a free one'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address to listen on; 0.0.0.0 for all networks'),
  PUBLIC_ORIGIN: z
    .url()
    .optional()
    .describe(
      'Address that users type, e.g. https://vanban.example.gov.vn; switches secure cookies on when https',
    ),
  BEHIND_PROXY: flag.describe('true when a proxy in front sets X-Forwarded-*'),
});

const databaseSchema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional()
    .describe('PostgreSQL 15-18; without it the embedded one starts in var/postgres'),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(20)
    .describe('Connections of this process'),
});

const storageSchema = z.object({
  VAR_DIR: z.string().min(1).default('var').describe('Folder of everything this machine keeps'),
  S3_ENDPOINT: z
    .url()
    .optional()
    .describe('S3 server for files; without it they lie in var/objects'),
  S3_BUCKET: z.string().min(3).default('trien').describe('Bucket of the files'),
  S3_REGION: z.string().min(1).default('us-east-1').describe('Region of the S3 server'),
  S3_ACCESS_KEY: z.string().optional().describe('Access key of the S3 server'),
  S3_SECRET_KEY: z.string().optional().describe('Secret key of the S3 server'),
  FILES_MAX_MB: megabytes(50).describe('Largest file that may be uploaded, in MB'),
});

const officeSchema = z.object({
  ROLE: z.enum(['all', 'http', 'worker']).default('all').describe('What runs in this process'),
  OFFICE_DATA_SET: z
    .enum(['two-tier', 'tu-son-2024', 'none'])
    .default('two-tier')
    .describe('Demo office loaded into an empty database; none for a real office'),
  CLOCK_START: z.iso
    .datetime({ offset: true })
    .optional()
    .describe('Demo and rehearsals only: the clock starts at this instant and runs on'),
  SESSION_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Signs session cookies; without it one is made in var/session-secret'),
  SESSION_HOURS: z.coerce
    .number()
    .min(0.25)
    .max(24)
    .default(10)
    .describe('A session ends this long after its last use'),
  PASSWORD_MEMORY_KIB: z.coerce
    .number()
    .int()
    .min(1024)
    .max(1_048_576)
    .default(19_456)
    .describe('Memory of one argon2id hash, in KiB'),
});

export const SETTING_GROUPS = {
  http: httpSchema,
  database: databaseSchema,
  storage: storageSchema,
  office: officeSchema,
  jobs: jobsSchema,
  remoteSigning: remoteSigningSchema,
  tokenSigning: tokenSigningSchema,
  verification: verificationSchema,
};

const schema = z.object({
  ...httpSchema.shape,
  ...databaseSchema.shape,
  ...storageSchema.shape,
  ...officeSchema.shape,
  ...jobsSchema.shape,
  ...remoteSigningSchema.shape,
  ...tokenSigningSchema.shape,
  ...verificationSchema.shape,
});
type Values = z.output<typeof schema>;

/** All settings of this process, parsed once at start. */
export class Settings {
  readonly http: { port: number; host: string; publicOrigin: string | null; behindProxy: boolean };
  readonly database: { url: string | null; poolSize: number };
  readonly storage: { varDir: string; maxFileMb: number; s3: S3Settings | null };
  readonly jobs: JobSettings;
  readonly remoteSigning: RemoteSigningSettings;
  readonly tokenSigning: TokenSigningSettings;
  readonly verification: VerificationSettings;
  readonly office: {
    role: Values['ROLE'];
    dataSet: Values['OFFICE_DATA_SET'];
    clockStart: Date | null;
    sessionSecret: string | null;
    sessionHours: number;
    passwordMemoryKib: number;
  };

  constructor(values: Values) {
    this.http = {
      port: values.PORT,
      host: values.HOST,
      publicOrigin: values.PUBLIC_ORIGIN ?? null,
      behindProxy: values.BEHIND_PROXY,
    };
    this.database = { url: values.DATABASE_URL ?? null, poolSize: values.DATABASE_POOL };
    this.storage = { varDir: values.VAR_DIR, maxFileMb: values.FILES_MAX_MB, s3: s3Of(values) };
    this.jobs = jobsOf(values);
    this.remoteSigning = remoteSigningOf(values);
    this.tokenSigning = tokenSigningOf(values);
    this.verification = verificationOf(values);
    this.office = {
      role: values.ROLE,
      dataSet: values.OFFICE_DATA_SET,
      clockStart: values.CLOCK_START === undefined ? null : new Date(values.CLOCK_START),
      sessionSecret: values.SESSION_SECRET ?? null,
      sessionHours: values.SESSION_HOURS,
      passwordMemoryKib: values.PASSWORD_MEMORY_KIB,
    };
  }
}

export type S3Settings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
};

/** One sentence per wrong setting, Vietnamese and English. */
export class SettingsError extends Error {}

/** @throws {SettingsError} naming each setting that is wrong and what it may be */
export function parseSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in schema.shape && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const what = SHAPE[name]?.description ?? '';
      return `Thiết lập ${name} chưa đúng (${what}): ${issue.message}. Đề nghị sửa biến môi trường ${name}. / Setting ${name} is wrong: ${issue.message}.`;
    });
    throw new SettingsError(lines.join('\n'));
  }
  if (
    parsed.data.S3_ENDPOINT !== undefined &&
    (parsed.data.S3_ACCESS_KEY === undefined || parsed.data.S3_SECRET_KEY === undefined)
  ) {
    throw new SettingsError(
      'Có S3_ENDPOINT nhưng thiếu S3_ACCESS_KEY hoặc S3_SECRET_KEY. / S3_ENDPOINT is set but S3_ACCESS_KEY or S3_SECRET_KEY is missing.',
    );
  }
  const missing = missingRemoteSetting(parsed.data) ?? wrongVerificationSetting(parsed.data);
  if (missing !== null) throw new SettingsError(missing);
  return new Settings(parsed.data);
}

const SHAPE: Readonly<Record<string, { description?: string | undefined }>> = schema.shape;

function s3Of(values: Values): S3Settings | null {
  if (values.S3_ENDPOINT === undefined) return null;
  return {
    endpoint: values.S3_ENDPOINT,
    bucket: values.S3_BUCKET,
    region: values.S3_REGION,
    accessKey: values.S3_ACCESS_KEY ?? '',
    secretKey: values.S3_SECRET_KEY ?? '',
  };
}
