import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Queryable } from '../../../platform/database/rows.js';
import type { Tx } from '../../../platform/database/unit-of-work.js';
import { FileStore } from '../../files/index.js';
import { OrganisationDirectory } from '../../organisation/index.js';
import { type CodedSheet, type PrintCoder, RegisterPrints } from '../../registers/index.js';
import {
  type HeldFile,
  printedCode,
  PublicCodes,
  type PublishedVersion,
  type SignedFileKeeper,
  SignedFiles,
} from '../../signing/index.js';
import { withCode } from './print-sheet.js';

const PRINT_SUBJECT = 'register-print';

/** Printed registers: no signature to keep, but a code that leads to this very print. */
@Injectable()
export class RegisterSheets implements PrintCoder, SignedFileKeeper, OnModuleInit {
  readonly type = PRINT_SUBJECT;

  constructor(
    private readonly prints: RegisterPrints,
    private readonly keepers: SignedFiles,
    private readonly codes: PublicCodes,
    private readonly files: FileStore,
    private readonly directory: OrganisationDirectory,
  ) {}

  onModuleInit(): void {
    this.prints.codedBy(this);
    this.keepers.register(this);
  }

  /** The code stands in the file that it names, so it is drawn before the file has a hash. */
  async draw(pages: Uint8Array, origin: string): Promise<CodedSheet> {
    const code = this.codes.fresh();
    const url = `${origin}/kiem-tra/${code}`;
    const pdf = await withCode(pages, { url, printed: printedCode(code) });
    const { sha256 } = await this.files.storeBytes(pdf, { mediaType: 'application/pdf' });
    return { code, sha256, pdf };
  }

  name(tx: Tx, { code, sha256 }: CodedSheet, printId: string): Promise<void> {
    return this.codes.give(tx, code, { subjectType: this.type, subjectId: printId, sha256 });
  }

  read(sha256: string): Promise<Uint8Array> {
    return this.files.read(sha256);
  }

  async publish(
    db: Queryable,
    subjectId: string,
    sha256: string,
  ): Promise<PublishedVersion | null> {
    const print = await this.prints.get(db, subjectId, sha256);
    if (!print) return null;
    const agency = await this.directory.getAgency(db, print.agencyId);
    return {
      kind: 'print',
      symbol: print.numbers,
      typeName: print.title,
      agencyName: agency.legalName,
      issuedOn: print.printedOn,
    };
  }

  list(): Promise<readonly HeldFile[]> {
    return Promise.resolve([]);
  }

  holding(): Promise<readonly HeldFile[]> {
    return Promise.resolve([]);
  }

  moveOn(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
