import type { LoopbackServices } from '../../libs/pdf-signature/fixtures/loopback-services.js';
import { samplePdf } from '../../libs/pdf-signature/fixtures/sample-pdfs.js';
import {
  completeSignature,
  prepareSignature,
  signPrepared,
} from '../../libs/pdf-signature/index.js';
import { FileStore } from '../../src/modules/files/index.js';
import type { HeldFile, SignedFileKeeper } from '../../src/modules/signing/index.js';
import { newId } from '../../src/platform/database/new-id.js';
import type { TestApp } from '../setup/test-app.js';

/** Keeps its files in memory: what a module above does in its tables. */
export class SignedShelf implements SignedFileKeeper {
  held: HeldFile[] = [];
  publish = (): Promise<null> => Promise.resolve(null);

  constructor(
    readonly agencyId: string,
    readonly type = 'shelf',
  ) {}

  list(_db: unknown, { after, limit }: { after: string; limit: number }): Promise<HeldFile[]> {
    const later = this.held.filter(({ sha256 }) => sha256 > after);
    return Promise.resolve(
      later.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1)).slice(0, limit),
    );
  }
  holding(_db: unknown, hashes: readonly string[]): Promise<HeldFile[]> {
    return Promise.resolve(this.held.filter(({ sha256 }) => hashes.includes(sha256)));
  }
  moveOn(_tx: unknown, base: string, { sha256 }: { sha256: string }): Promise<string[]> {
    const moved = this.held.filter((file) => file.sha256 === base);
    this.held = this.held.map((file) => (file.sha256 === base ? { ...file, sha256 } : file));
    return Promise.resolve(moved.map(({ subjectId }) => subjectId));
  }

  put(sha256: string, title = '97/KH-UBND: Kế hoạch'): HeldFile {
    const { type: subjectType, agencyId } = this;
    const file = { subjectType, subjectId: newId(), agencyId, title, sha256 };
    this.held.push(file);
    return file;
  }

  /** A stored file of its own, signed at the services' moment. */
  async putSigned({ app }: TestApp, services: LoopbackServices): Promise<HeldFile> {
    const signer = services.signer('p256');
    const base = await samplePdf({ objectStreams: false });
    const prepared = prepareSignature(base, {
      certificate: signer.certificate,
      chain: [services.issuing.certificate],
      signingTime: services.now,
      newField: { name: `ChuKy${newId()}`, page: 0 },
    });
    const pdf = completeSignature(base, prepared, await signPrepared(prepared, signer.key));
    const files = app.get(FileStore, { strict: false });
    return this.put((await files.storeBytes(pdf, { mediaType: 'application/pdf' })).sha256);
  }
}
