import { Injectable } from '@nestjs/common';

/** Something that whoever uploads a file should know of it. */
export type UploadFinding = {
  readonly code: string;
  readonly tone: 'good' | 'warning' | 'bad';
  readonly vi: string;
  readonly en: string;
};

/** Looks at the bytes of an upload; refuses nothing. */
export type UploadCheck = (pdf: Uint8Array) => Promise<readonly UploadFinding[]>;

/** Modules above say what is to be looked at: filled while they start. */
@Injectable()
export class UploadChecks {
  private readonly checks: UploadCheck[] = [];

  register(check: UploadCheck): void {
    this.checks.push(check);
  }

  async run(pdf: Uint8Array): Promise<readonly UploadFinding[]> {
    const findings: UploadFinding[] = [];
    for (const check of this.checks) findings.push(...(await check(pdf)));
    return findings;
  }
}
