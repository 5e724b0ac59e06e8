import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from './build.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';
import { stopWithNpm } from './stop-with-npm.mjs';

const say = (line) => console.log(`· ${line}`);

/** Prepares what is missing and runs the program in this very process, so signals reach it. */
export async function startProgram() {
  process.chdir(root);
  stopWithNpm();
  ensureInstalled(say);
  buildAll(say);
  say('Khởi động …');
  process.setSourceMapsEnabled(true);
  const { start } = await import(pathToFileURL(join(root, 'dist', 'src', 'main.js')).href);
  await start();
}
