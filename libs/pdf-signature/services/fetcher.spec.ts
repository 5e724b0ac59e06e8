import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allowedHostsFetcher, type FetchRequest, type FetchResponse } from '../index.js';

let server: Server;
let host: string;
const seen: string[] = [];
const secrets: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    secrets.push(request.headers.authorization);
    const target = new URL(request.url ?? '/', `http://${host}`).searchParams.get('to') ?? '';
    switch (new URL(request.url ?? '/', `http://${host}`).pathname) {
      case '/large':
        response.end(Buffer.alloc(100_000));
        break;
      case '/silent':
        response.writeHead(200).write('a');
        break;
      case '/cut':
        response.writeHead(200, { 'content-length': '100' }).write('a');
        response.destroy();
        break;
      case '/moved':
        response.writeHead(302, { location: target }).end();
        break;
      case '/kept':
        response.writeHead(307, { location: target }).end();
        break;
      default:
        response.writeHead(200, { 'content-type': 'text/plain' }).end('Xin chào');
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function get(url: string, more: Partial<FetchRequest> = {}): Promise<FetchResponse> {
  const other = host.replace('127.0.0.1', 'localhost');
  const fetcher = allowedHostsFetcher([host, other, 'ocsp.ca.gov.vn']);
  return fetcher({
    url,
    method: 'GET',
    headers: {},
    maxBytes: 10_000,
    timeoutMs: 5_000,
    ...more,
  });
}

describe('what may be fetched', () => {
  it('is what an allowed host answers', async () => {
    const { status, headers, body } = await get(`http://${host}/`);
    expect({ status, type: headers['content-type'], text: Buffer.from(body).toString() }).toEqual({
      status: 200,
      type: 'text/plain',
      text: 'Xin chào',
    });
  });

  it.each([
    ['another host', 'http://example.com/'],
    ['another port', 'http://127.0.0.1:1/'],
    ['another port of a host without one', 'http://ocsp.ca.gov.vn:8080/'],
    ['another scheme', 'file:///etc/passwd'],
    ['a host inside the name of another', 'http://ocsp.ca.gov.vn.example.com/'],
    ['a host behind credentials', 'http://ocsp.ca.gov.vn@example.com/'],
    ['an allowed host with credentials', 'http://user:secret@ocsp.ca.gov.vn/'],
    ['a name with a last point', 'http://ocsp.ca.gov.vn./'],
    ['an address in hexadecimal', 'http://0x7f000002/'],
    ['an address of another family', 'http://[::1]/'],
    ['no address at all', 'not an address'],
    ['an endless address', `http://ocsp.ca.gov.vn/${'a'.repeat(4_000)}`],
  ])('is not %s', async (_, url) => {
    const before = seen.length;
    await expect(get(url)).rejects.toMatchObject({ code: 'fetch.refused' });
    expect(seen).toHaveLength(before);
  });
});

describe('redirects', () => {
  it('are followed to allowed hosts', async () => {
    const { status } = await get(`http://${host}/moved?to=/`);
    expect(status).toBe(200);
  });

  it.each(['http://example.com/', 'file:///etc/passwd', 'http://127.0.0.1:1/'])(
    'do not lead to %s',
    async (target) => {
      await expect(
        get(`http://${host}/moved?to=${encodeURIComponent(target)}`),
      ).rejects.toMatchObject({ code: 'fetch.refused' });
    },
  );

  it('end when they lead in a circle', async () => {
    const circle = get(`http://${host}/moved?to=`);
    await expect(circle).rejects.toMatchObject({ code: 'fetch.failed' });
  });

  it('repeat a question elsewhere only when the answer says so', async () => {
    const post = { method: 'POST', body: Buffer.from('question') } as const;
    expect((await get(`http://${host}/moved?to=/`, post)).status).toBe(302);
    expect((await get(`http://${host}/kept?to=/`, post)).status).toBe(200);
    expect(seen.at(-1)).toBe('POST /');
  });
});

describe('secrets of a request', () => {
  it('go to the host that they are for, and to no other of the list', async () => {
    const headers = { Authorization: 'Basic secret' };
    const elsewhere = host.replace('127.0.0.1', 'localhost');
    await get(`http://${host}/moved?to=/`, { headers });
    expect(secrets.splice(-2)).toEqual(['Basic secret', 'Basic secret']);
    const post = { method: 'POST', body: Buffer.from('question'), headers } as const;
    await get(`http://${host}/kept?to=http://${elsewhere}/`, post);
    expect(secrets.splice(-2)).toEqual(['Basic secret', undefined]);
  });
});

describe('limits', () => {
  it.each([
    ['size', '/large', 'answer too large'],
    ['time', '/silent', 'timeout'],
    ['wholeness', '/cut', ''],
  ])('of %s hold', async (_, path, detail) => {
    await expect(get(`http://${host}${path}`, { timeoutMs: 300 })).rejects.toMatchObject({
      code: 'fetch.failed',
      message: expect.stringContaining(detail),
    });
  });
});
