import { createHash, randomBytes } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** Short text messages of RFC 6455, as far as a program on the same machine needs them. */
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x81;
const CLOSE = 0x88;

function frame(text: string, mask: Buffer | null): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.alloc(4);
  head[0] = TEXT;
  head[1] = 126 | (mask ? 0x80 : 0);
  head.writeUInt16BE(payload.length, 2);
  if (!mask) return Buffer.concat([head, payload]);
  return Buffer.concat([head, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}

/** Calls back with each whole text message. */
function readFrames(socket: Duplex, onText: (text: string) => void): void {
  let held = Buffer.alloc(0);
  socket.on('data', (piece: Buffer) => {
    held = Buffer.concat([held, piece]);
    for (;;) {
      const read = firstFrame(held);
      if (!read) return;
      held = held.subarray(read.length);
      if (read.text === null) socket.end();
      else onText(read.text);
    }
  });
}

function firstFrame(bytes: Buffer): { length: number; text: string | null } | null {
  if (bytes.length < 2) return null;
  const isMasked = ((bytes[1] ?? 0) & 0x80) !== 0;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  if (bytes.length < start + (isMasked ? 4 : 0)) return null;
  const size = short === 126 ? bytes.readUInt16BE(2) : short;
  const from = start + (isMasked ? 4 : 0);
  if (bytes.length < from + size) return null;
  const mask = bytes.subarray(start, from);
  const payload = bytes
    .subarray(from, from + size)
    .map((byte, index) => (isMasked ? byte ^ (mask[index % 4] ?? 0) : byte));
  const isClose = bytes[0] === CLOSE;
  return { length: from + size, text: isClose ? null : Buffer.from(payload).toString('utf8') };
}

/** Answers each message with one, and hangs up when there is none. */
export class TextSocketServer {
  private readonly server: Server = createServer();
  private readonly sockets = new Set<Duplex>();

  constructor(answer: (path: string, text: string) => Promise<string | null>) {
    this.server.on('upgrade', (incoming, socket) => {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      const accept = createHash('sha1')
        .update(`${incoming.headers['sec-websocket-key'] ?? ''}${KEY_SUFFIX}`)
        .digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      readFrames(socket, (text) => {
        void answer(incoming.url ?? '/', text).then((reply) => {
          if (reply === null) socket.destroy();
          else socket.write(frame(reply, null));
        });
      });
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get address(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** The browser's end, for tests outside of one. */
export class TextSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  onerror: (() => void) | null = null;
  onclose: (() => void) | null = null;
  private socket: Duplex | null = null;

  constructor(url: string) {
    const asked = request(url.replace(/^ws:/, 'http:'), {
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
        'Sec-WebSocket-Version': '13',
      },
    });
    asked.on('error', () => this.onerror?.());
    asked.on('upgrade', (_, socket) => {
      this.socket = socket;
      socket.on('error', () => this.onerror?.());
      socket.on('close', () => this.onclose?.());
      readFrames(socket, (data) => this.onmessage?.({ data }));
      this.onopen?.();
    });
    asked.end();
  }

  send(text: string): void {
    this.socket?.write(frame(text, randomBytes(4)));
  }

  close(): void {
    this.socket?.destroy();
  }
}
