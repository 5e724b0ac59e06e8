#!/usr/bin/env node
// The agent beside a USB token: `npx trien-agent --module /usr/lib/…/libvendor.so`.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from './root.mjs';

const USAGE = `npx trien-agent [--module THƯ-VIỆN]... [--origin TRANG]... [--port SỐ] [--forget]

  --module   thư viện PKCS#11 của thiết bị ký số; lặp lại được    (the token's PKCS#11 library)
  --origin   chỉ cho trang này kết nối; lặp lại được              (only this page may pair)
  --port     cổng trên máy này thay cho 14741-14745               (another port on this machine)
  --forget   quên mọi trang đã kết nối rồi thoát                  (forget all paired pages)
`;

/** Where makers put their libraries; what exists is used when none is named. */
const USUAL_MODULES = [
  '/usr/lib/libeTPkcs11.so',
  '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so',
  '/usr/lib/opensc-pkcs11.so',
  '/Library/OpenSC/lib/opensc-pkcs11.so',
  '/usr/local/lib/libeTPkcs11.dylib',
  'C:\\Windows\\System32\\eTPKCS11.dll',
];

const values = readArguments();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

const { fileStore, startAgent, TerminalHolder, TokenClient, TokenSet } = await library();
const pairings = fileStore(values.pairings ?? join(homedir(), '.trien-agent', 'pairings.json'));
if (values.forget) {
  pairings.save([]);
  console.log('Đã quên mọi trang đã kết nối. / All pairings are forgotten.');
  process.exit(0);
}
const modules = values.module.length > 0 ? values.module : USUAL_MODULES.filter(existsSync);
if (modules.length === 0) {
  refuse(
    'Chưa biết thư viện PKCS#11 của thiết bị ký số: thêm --module ĐƯỜNG-DẪN.',
    'Name the PKCS#11 library by --module.',
  );
}
// A bare name is looked for by the system.
const absent = modules.find((path) => /[\\/]/.test(path) && !existsSync(path));
if (absent !== undefined) {
  refuse(`Không có tệp thư viện ${absent}: kiểm tra lại --module.`, 'There is no such library.');
}
const origins = values.origin.map(originOf);
const clients = modules.map((path) => new TokenClient({ library: path, timeoutMs: 60_000 }));
const holder = new TerminalHolder(process.stdin, process.stdout);
const agent = await startAgent({
  token: new TokenSet(clients),
  holder,
  pairings,
  now: () => new Date(),
  origins,
  ...(values.port === undefined ? {} : { ports: [portOf(values.port)] }),
}).catch(() =>
  refuse(
    'Các cổng của chương trình trên máy này đều đang bận: đóng chương trình ký số đang chạy rồi thử lại.',
    'None of the ports is free.',
  ),
);
holder.say(
  `Chương trình ký số đang chờ tại 127.0.0.1:${agent.port}. Giữ cửa sổ này mở khi ký. Ctrl-C để thoát.`,
  `Waiting at 127.0.0.1:${agent.port}. Keep this window open while signing. Ctrl-C ends it.`,
);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const client of clients) client.close();
    void agent.close().then(() => process.exit(0));
  });
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        module: { type: 'string', multiple: true, default: [] },
        origin: { type: 'string', multiple: true, default: [] },
        port: { type: 'string' },
        pairings: { type: 'string' },
        forget: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(`Không hiểu lệnh.\n\n${USAGE}`, error.message);
  }
}

/** As browsers send it, whatever part of the address was copied. */
function originOf(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.origin;
  return refuse(
    `--origin ${address} không phải địa chỉ trang: ghi như https://vanban.example.gov.vn`,
    'Not the address of a page.',
  );
}

function portOf(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port < 65_536 ? port : refuse(`--port ${text} không phải số cổng.`, 'Not a port.');
}

/** Whoever starts it is no programmer: a sentence, no stack. */
function refuse(vi, en) {
  console.error(`${vi}\n${en}`);
  process.exit(2);
}

/** In a checkout the sources themselves, elsewhere what was built of them. */
async function library() {
  const sources = join(root, 'libs', 'signing-agent', 'index.ts');
  const compiler = join(root, 'node_modules', '@swc', 'core');
  if (!existsSync(sources) || !existsSync(compiler)) {
    return import('../dist/libs/signing-agent/index.js');
  }
  await import('./typescript/register.mjs');
  return import(pathToFileURL(sources).href);
}
