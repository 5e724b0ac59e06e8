import { PDFDocument } from 'pdf-lib';
import type { Signer } from '../../../libs/pdf-signature/fixtures/throwaway-pki.js';
import {
  completeSignature,
  inspectPdf,
  prepareSignature,
  signPrepared,
} from '../../../libs/pdf-signature/index.js';
import { TextSocketServer } from './text-socket.js';

export type Mischief =
  | 'prefix-changed'
  | 'unsigned'
  | 'two-signatures'
  | 'extra-page'
  | 'text-after-signature'
  | 'not-sent'
  | 'not-a-pdf'
  | 'cancelled';

export type VgcaReply = {
  readonly Status: number;
  readonly Message: string;
  readonly FileName: string;
  readonly FileServer: string;
};

type Parameters = { readonly FileUploadHandler: string; readonly FileName: string };
type Uploaded = { Status: boolean; Message: string; FileName: string; FileServer: string };

/**
 * VGCA Sign Service as it runs on a signer's PC: fetches the document, signs it with the token that
 * is plugged in, sends the whole file back and tells the page. On demand it does what it must not.
 */
export class MockVgcaProgram {
  readonly server: TextSocketServer;
  readonly asked: string[] = [];
  /** What it would send if it is told where else. */
  lastSigned: Uint8Array | null = null;
  mischief: Mischief | null = null;

  constructor(
    private readonly now: () => Date,
    /** The token that is plugged in. */
    public token: Signer,
  ) {
    this.server = new TextSocketServer(async (path, text) => {
      this.asked.push(path);
      return JSON.stringify(await this.work(JSON.parse(text) as Parameters));
    });
  }

  async work({ FileName, FileUploadHandler }: Parameters): Promise<VgcaReply> {
    if (this.mischief === 'cancelled') return failed('Người dùng đã hủy thao tác ký');
    const response = await fetch(FileName);
    if (!response.ok) return failed(`HTTP ${response.status}`);
    this.lastSigned = await this.sign(new Uint8Array(await response.arrayBuffer()));
    if (this.mischief === 'not-sent') return done('van-ban.pdf', '');
    const answer = await this.send(FileUploadHandler, this.lastSigned);
    return answer.Status ? done(answer.FileName, answer.FileServer) : failed(answer.Message);
  }

  async send(address: string, pdf: Uint8Array): Promise<Uploaded> {
    const form = new FormData();
    form.set('uploadfile', new Blob([Uint8Array.from(pdf)], { type: 'application/pdf' }), 'a.pdf');
    const response = await fetch(address, { method: 'POST', body: form });
    return (await response.json()) as Uploaded;
  }

  private async sign(pdf: Uint8Array): Promise<Uint8Array> {
    switch (this.mischief) {
      case 'prefix-changed': {
        const changed = Uint8Array.from(await this.signed(pdf));
        changed[20] = (changed[20] ?? 0) ^ 1;
        return changed;
      }
      case 'unsigned':
        return pdf;
      case 'not-a-pdf':
        return new TextEncoder().encode('không phải PDF');
      case 'two-signatures':
        return this.signed(await this.signed(pdf), 'ChuKyThem');
      case 'extra-page':
        return this.signed(await withExtraPage(pdf));
      case 'text-after-signature':
        return withExtraPage(await this.signed(pdf));
      case 'not-sent':
      case 'cancelled':
      case null:
        return this.signed(pdf);
    }
  }

  private async signed(pdf: Uint8Array, newField?: string): Promise<Uint8Array> {
    const empty = inspectPdf(pdf).fields.find(
      ({ kind, signed }) => kind === 'signature' && !signed,
    );
    const prepared = prepareSignature(pdf, {
      certificate: this.token.certificate,
      chain: [],
      signingTime: this.now(),
      ...(newField === undefined && empty
        ? { field: empty.name }
        : { newField: { name: newField ?? 'ChuKy1', page: 0, rect: [40, 40, 150, 90] } }),
    });
    const value = await signPrepared(prepared, this.token.key);
    return completeSignature(pdf, prepared, value);
  }
}

async function withExtraPage(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true });
  document.addPage([595, 842]).drawText('Khong co trong van ban', { x: 60, y: 700 });
  return document.commit();
}

function done(file: string, place: string): VgcaReply {
  return { Status: 0, Message: '', FileName: file, FileServer: place };
}

function failed(message: string): VgcaReply {
  return { Status: 1, Message: message, FileName: '', FileServer: '' };
}
