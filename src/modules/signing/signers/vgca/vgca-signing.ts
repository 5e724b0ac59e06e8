import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../../platform/access/actor.js';
import { maybeRow } from '../../../../platform/database/rows.js';
import { NotFoundError } from '../../../../platform/errors/platform.errors.js';
import { FileStore } from '../../../files/index.js';
import type { SignaturePurpose } from '../../contracts/index.js';
import { SigningDesk } from '../../signing-desk.js';
import { SigningRequests } from '../../signing-requests.js';
import { NotForVgcaError, VgcaBaseMovedOnError } from './vgca.errors.js';
import { actFor, parametersFor, type VgcaAct, type VgcaParameters } from './vgca-acts.js';
import { VgcaTickets } from './vgca-tickets.js';

export type VgcaCall = {
  readonly act: VgcaAct;
  readonly parameters: VgcaParameters;
};

/** Where the program finds this office, and the paths under which its routes stand. */
export type VgcaAddresses = {
  readonly download: (token: string) => string;
  readonly upload: (token: string) => string;
};

/**
 * Signing by VGCA Sign Service: the program on the signer's PC fetches the document, lays out and
 * signs by itself and sends the whole file back. Nothing that it says is believed: the file alone
 * is judged, against the very revision that was given out.
 */
@Injectable()
export class VgcaSigning {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: SigningDesk,
    private readonly requests: SigningRequests,
    private readonly tickets: VgcaTickets,
    private readonly files: FileStore,
  ) {}

  /**
   * @param actor as he is today: the file that comes back is his act
   * @throws {NotForVgcaError} the certificate of this request is of another medium
   * @throws {RequestClosedError} signed, refused or expired
   */
  async begin(actor: Actor, requestId: string, addresses: VgcaAddresses): Promise<VgcaCall> {
    const task = await this.desk.getTask(requestId);
    if (task.medium !== 'vgca') throw new NotForVgcaError();
    // The program brings its file without a session: this press is what his turn is judged by.
    await this.requests.takenUpBy(requestId, actor);
    const { purpose } = await this.row(requestId);
    const { baseSha256, expiresAt } = task;
    const tokens = await this.tickets.issue({ requestId, baseSha256 }, expiresAt);
    const act = actFor(purpose);
    const places = {
      download: addresses.download(tokens.download),
      upload: addresses.upload(tokens.upload),
    };
    return { act, parameters: parametersFor(act, places) };
  }

  /** What has become of it: the program's own word is not asked. */
  async state(requestId: string): Promise<string> {
    const { state } = await this.row(requestId);
    return state;
  }

  async download(token: string): Promise<Uint8Array> {
    const { baseSha256 } = await this.tickets.claim('download', token);
    return this.files.read(baseSha256);
  }

  /** @throws {VgcaTicketRefusedError} before anything of a body is read */
  async requireUpload(token: string): Promise<void> {
    await this.tickets.require('upload', token);
  }

  /**
   * @returns the request that is signed now
   * @throws {VgcaTicketRefusedError} used, expired or unknown: nothing of the file is looked at
   * @throws {ReturnedFileRefusedError} not the document with exactly this signer's signature added
   * @throws {VgcaBaseMovedOnError} somebody else signed meanwhile
   */
  async upload(token: string, pdf: Uint8Array): Promise<string> {
    const { requestId } = await this.tickets.claim('upload', token);
    const completion = await this.desk.completeWithFile(requestId, pdf);
    if (completion.state !== 'applied') throw new VgcaBaseMovedOnError();
    return requestId;
  }

  private async row(id: string): Promise<{ purpose: SignaturePurpose; state: string }> {
    const found = await maybeRow<{ purpose: SignaturePurpose; state: string }>(
      this.dataSource,
      'SELECT purpose, state FROM signing.request WHERE id = $1',
      [id],
    );
    if (!found) throw new NotFoundError('signing request');
    return found;
  }
}
