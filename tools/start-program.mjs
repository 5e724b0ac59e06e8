import { buildAll } from './build.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';
import { stopWithNpm } from './stop-with-npm.mjs';

const say = (line) => console.log(`  ${line}`);

/** Prepares what is missing and runs the program in this very process, so signals reach it. */
export async function startProgram() {
  process.chdir(root);
  stopWithNpm();
  ensureInstalled(say);
  buildAll(say);
  say('Nạp chương trình …');
  await import('./run.mjs');
}
