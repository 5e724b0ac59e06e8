import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FileRefusedError } from './command.js';
import { machineFiles } from './files.js';

const files = machineFiles();
let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pdf-signature-cli-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof FileRefusedError) return error.refusal;
    throw error;
  }
  return 'none';
}

describe('the files of a command', () => {
  it('says why a file cannot be read, and never waits for what does not end', () => {
    symlinkSync('nowhere', at('broken'));
    expect(refusal(() => files.read(at('absent')))).toBe('file.missing');
    expect(refusal(() => files.read(at('broken')))).toBe('file.missing');
    expect(refusal(() => files.read(''))).toBe('file.missing');
    expect(refusal(() => files.read(folder))).toBe('file.not-a-file');
    expect(refusal(() => files.read('/dev/zero'))).toBe('file.not-a-file');
  });

  it('replaces a file whole, keeps its mode, and leaves nothing beside it', () => {
    writeFileSync(at('old'), 'old');
    chmodSync(at('old'), 0o640);
    symlinkSync('old', at('link'));
    files.write(at('link'), Buffer.from('new'));
    files.write(at('another'), Buffer.from('another'));
    expect(readFileSync(at('old'), 'utf8')).toBe('new');
    expect(statSync(at('old')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(['another', 'link', 'old']);
  });

  it('says before any work that a result has no place', () => {
    mkdirSync(at('folder'));
    expect(
      refusal(() => {
        files.mayWrite(at('absent', 'x'));
      }),
    ).toBe('file.missing');
    expect(
      refusal(() => {
        files.mayWrite(at('folder'));
      }),
    ).toBe('file.not-a-file');
    expect(
      refusal(() => {
        files.mayWrite(at('x'));
      }),
    ).toBe('none');
    expect(
      refusal(() => {
        files.mayWrite('-');
      }),
    ).toBe('none');
  });

  it('says that the disk is full', () => {
    expect(
      refusal(() => {
        files.write('/dev/full', Buffer.from('x'));
      }),
    ).toBe('file.disk-full');
  });

  it('knows a file by whatever name, and what lies in a folder', () => {
    writeFileSync(at('one'), '');
    writeFileSync(at('two'), '');
    symlinkSync('one', at('alias'));
    expect(files.isSame(at('one'), at('alias'))).toBe(true);
    expect(files.isSame(at('one'), at('two'))).toBe(false);
    expect(files.isSame(at('absent'), at('absent'))).toBe(false);
    expect(files.list(folder)).toEqual([at('alias'), at('one'), at('two')]);
    expect(files.list(at('one'))).toBeNull();
  });
});
