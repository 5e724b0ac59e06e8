import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type LoopbackRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  /** JSON, or a form as an object. */
  readonly body: Readonly<Record<string, unknown>>;
};

export type LoopbackAnswer = {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

type Fault = {
  readonly path: string;
  /** `drop`: does what was asked and hangs up; `hang`: never answers; a status or an answer instead. */
  readonly kind: 'drop' | 'hang' | number | LoopbackAnswer;
  times: number;
};

/** A service on a free port of this machine that can fail as real ones do. */
export class LoopbackService {
  readonly requests: LoopbackRequest[] = [];
  /** What becomes of an answer on its way. */
  distort: (body: unknown, path: string) => unknown = (body) => body;
  private readonly faults: Fault[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(
    private readonly handle: (request: LoopbackRequest) => LoopbackAnswer | Promise<LoopbackAnswer>,
  ) {
    this.server = createServer((incoming, response) => {
      void this.answer(incoming, response);
    });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next `times` requests to paths that end so fail. */
  fail(path: string, kind: Fault['kind'], times = 1): void {
    this.faults.push({ path, kind, times });
  }

  asked(path: string): readonly LoopbackRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming);
    this.requests.push(request);
    const fault = this.faults.find(({ path, times }) => request.path.endsWith(path) && times > 0);
    if (fault) fault.times -= 1;
    if (fault?.kind === 'hang') return;
    if (typeof fault?.kind === 'number') {
      response.writeHead(fault.kind).end();
      return;
    }
    const {
      status = 200,
      body,
      headers,
    } = typeof fault?.kind === 'object' ? fault.kind : await this.handle(request);
    if (fault?.kind === 'drop') {
      incoming.socket.destroy();
      return;
    }
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(this.distort(body, request.path)));
  }
}

async function read(incoming: IncomingMessage): Promise<LoopbackRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString('utf8');
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const isForm = incoming.headers['content-type'] === 'application/x-www-form-urlencoded';
  const parsed: unknown = isForm
    ? Object.fromEntries(new URLSearchParams(text))
    : JSON.parse(text === '' ? '{}' : text);
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    authorization: incoming.headers.authorization ?? '',
    body: parsed as Record<string, unknown>,
  };
}
