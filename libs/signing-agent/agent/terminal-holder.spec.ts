import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { ShownAct } from './signer.js';
import { TerminalHolder } from './terminal-holder.js';

const act: ShownAct = {
  origin: 'https://vanban.example.gov.vn',
  kind: 'documents',
  holder: 'Nguyễn Đăng Quyết',
  tokenLabel: 'USB Token',
  items: [{ title: 'Kế hoạch 12/KH-UBND', digest: 'ab'.repeat(32) }],
  before: 'nothing',
  isLastTry: false,
};

function aWindow(isTTY: boolean): { keys: PassThrough; holder: TerminalHolder; said: string[] } {
  const keys = Object.assign(new PassThrough(), { isTTY, setRawMode: () => undefined });
  const said: string[] = [];
  return { keys, said, holder: new TerminalHolder(keys, { write: (text) => said.push(text) }) };
}

describe('the window of the agent', () => {
  const never = new AbortController().signal;

  it.each([
    ['12\x1b[3~3\x1b[D\x1bOC4\x1b[1;5H\r', '1234'],
    ['12345\x7f\x1b\r', '1234'],
    ['\x1b[A\r', null],
    ['1234\x03', null],
  ])('takes from %j the PIN %j, and shows none of it', async (typed, pin) => {
    const { keys, holder, said } = aWindow(true);
    const asked = holder.askPin(act, never);
    keys.write(typed);
    expect(await asked).toBe(pin);
    expect(said.join('')).not.toContain('123');
  });

  it('says when the next wrong PIN locks the token', async () => {
    const { keys, holder, said } = aWindow(true);
    const asked = holder.askPin({ ...act, isLastTry: true }, never);
    keys.write('\r');
    expect(await asked).toBeNull();
    expect(said.join('')).toContain('CHỈ CÒN MỘT LẦN NHẬP');
  });

  it('spends no attempt on what a Vietnamese keyboard made of a PIN', async () => {
    const { keys, holder, said } = aWindow(false);
    keys.write('pâs1\npas1\n');
    expect(await holder.askPin(act, never)).toBe('pas1');
    expect(said.join('')).toContain('tắt bộ gõ tiếng Việt');
  });
});
