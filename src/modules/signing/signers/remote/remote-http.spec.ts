import { generateKeyPairSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { selfSigned } from '../../../../../libs/signing-agent/testing/self-signed.js';
import { textOf } from '../../../../platform/errors/texts.js';
import { RemoteHttp } from './remote-http.js';
import './remote-signing.texts.js';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;
type Thrown = { readonly code: string; readonly params: Record<string, string> };

const key = generateKeyPairSync('rsa', { modulusLength: 2048 });
const answering: Handle = (_, response) => response.end('{}');

function aCertificate(from?: string): ServerOptions {
  const der = selfSigned(key, 'Dịch vụ ký số', from);
  const cert = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----`;
  return { key: key.privateKey.export({ type: 'pkcs8', format: 'pem' }), cert };
}

describe('requests to a remote signing service', () => {
  const { fetch } = globalThis;
  const closing: (() => void)[] = [];
  let asked = 0;
  afterEach(() => {
    globalThis.fetch = fetch;
    for (const close of closing.splice(0)) close();
    asked = 0;
  });

  async function listen(handle: Handle, secure?: ServerOptions): Promise<string> {
    const counting: Handle = (request, response) => {
      asked += 1;
      handle(request, response);
    };
    const server = secure ? createServer(secure, counting) : createPlainServer(counting);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    return `${secure ? 'https' : 'http'}://127.0.0.1:${port}/sign`;
  }

  async function problem(
    url: string,
    how: { readonly isOrder?: boolean; readonly isRepeatable?: boolean } = {},
    timeoutMs = 30_000,
  ): Promise<Thrown> {
    const http = new RemoteHttp({
      ...{ name: 'Dịch vụ thử', hosts: [new URL(url).host], timeoutMs },
      pause: () => Promise.resolve(),
    });
    const request = { url, body: { json: {} }, isRepeatable: false, ...how };
    const said: unknown = await http.post(request).catch((error: unknown) => error);
    return said as Thrown;
  }
  const code = async (...given: Parameters<typeof problem>): Promise<string> =>
    (await problem(...given)).code;

  it('are not made where nobody shows that he is the service, orders neither', async () => {
    const untrusted = await listen(answering, aCertificate());
    const order = { isOrder: true, isRepeatable: true };
    expect(await code(untrusted)).toBe('signing.remote-server-certificate-issuer');
    expect(await code(untrusted, order)).toBe('signing.remote-server-certificate-issuer');
    const early = await listen(answering, aCertificate('340101000000Z'));
    expect(await code(early)).toBe('signing.remote-server-certificate-period');
    const plain = (await listen(answering)).replace('http:', 'https:');
    expect(await code(plain)).toBe('signing.remote-server-handshake');
    expect(asked).toBe(0);

    // A certificate of somebody trusted for another name: no test can have one.
    const cause = Object.assign(new Error(), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
    const { code: name, params } = await problem(untrusted, order);
    expect(textOf(name, params).vi).toMatch(/không phải máy chủ của Dịch vụ thử.*Chưa ký/);
  });

  it.each<[string, Handle, string, string]>([
    ['cut off', ({ socket }) => socket.destroy(), 'unavailable', 'outcome-unknown'],
    [
      'cut off in the middle of its answer',
      ({ socket }, response) => {
        response.writeHead(200, { 'Content-Length': '10' }).write('{');
        setImmediate(() => socket.destroy());
      },
      ...(['unavailable', 'outcome-unknown'] as const),
    ],
    [
      'too long',
      (_, response) => response.end(Buffer.alloc(5_000_000, ' ')),
      ...(['unreadable', 'outcome-unknown'] as const),
    ],
    ['a page', (_, response) => response.end('<html>'), 'unreadable', 'outcome-unknown'],
    ...[301, 307, 308].map((status): [string, Handle, string, string] => [
      `sent elsewhere, by ${status}`,
      (_, response) => response.writeHead(status, { Location: 'https://evil.example/' }).end(),
      ...(['redirected', 'redirected'] as const),
    ]),
    ...[302, 303].map((status): [string, Handle, string, string] => [
      `told where to look, by ${status}`,
      (_, response) => response.writeHead(status, { Location: 'https://evil.example/' }).end(),
      ...(['redirected', 'outcome-unknown'] as const),
    ]),
    [
      'a page that refuses',
      (_, response) => response.writeHead(403).end('<html>'),
      'refused',
      'refused',
    ],
    ['busy', (_, response) => response.writeHead(503).end(), 'unavailable', 'unavailable'],
  ])('that are %s say so', async (_, handle, question, order) => {
    const url = await listen(handle);
    expect(await code(url)).toBe(`signing.remote-${question}`);
    expect(await code(url, { isOrder: true })).toBe(`signing.remote-${order}`);
    expect(asked).toBe(2);
  });

  it('that are slow to be answered say so', async () => {
    const url = await listen((_, response) => response.write('{'));
    expect(await code(url, {}, 100)).toBe('signing.remote-unavailable');
    expect(await code(url, { isOrder: true }, 100)).toBe('signing.remote-outcome-unknown');
  });

  it('that find nobody say so, and name the place they were sent to', async () => {
    const url = await listen(answering);
    for (const close of closing.splice(0)) close();
    expect(await code(url, { isOrder: true })).toBe('signing.remote-unavailable');
    const moved = await listen((_, response) =>
      response.writeHead(302, { Location: 'https://evil.example/x' }).end(),
    );
    const { code: redirected, params } = await problem(moved);
    expect(textOf(redirected, params).en).toMatch(/\(evil\.example\), which .* not follow/);
  });
});
