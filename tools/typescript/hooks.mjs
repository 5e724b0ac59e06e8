import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const swcrcText = await readFile(new URL('../../.swcrc', import.meta.url), 'utf8');
const compiler = await readFile(
  new URL('../../node_modules/@swc/core/package.json', import.meta.url),
  'utf8',
);
const kept = new URL('../../node_modules/.cache/trien-typescript/', import.meta.url);

/** Imports in the sources name the compiled file: `./clock.js` stands for `./clock.ts`. */
export async function resolve(specifier, context, next) {
  if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL !== undefined) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (source.protocol === 'file:' && existsSync(source)) {
      return { url: source.href, format: 'module', shortCircuit: true };
    }
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const text = await readFile(filename, 'utf8');
  return { format: 'module', source: await compiled(filename, text), shortCircuit: true };
}

/**
 * Compiled once and kept beside the packages, one file a source, its first line saying of what:
 * the compiler takes longer to load than a command takes to run.
 */
async function compiled(filename, text) {
  const stamp = `//${sha256(swcrcText, compiler, filename, text)}\n`;
  const place = new URL(`${sha256(filename)}.mjs`, kept);
  const found = await readFile(place, 'utf8').catch(() => '');
  if (found.startsWith(stamp)) return found.slice(stamp.length);
  const { transform } = await import('@swc/core');
  const swcrc = JSON.parse(swcrcText);
  const { code } = await transform(text, {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    jsc: swcrc.jsc,
    module: swcrc.module,
  });
  await keep(place, stamp + code).catch(() => undefined);
  return code;
}

/** Renamed into its place: several processes compile at once, and none may read half of it. */
async function keep(place, text) {
  const beside = new URL(`${place.href}.${process.pid}-${Math.random().toString(36).slice(2)}`);
  await mkdir(kept, { recursive: true });
  await writeFile(beside, text);
  await rename(beside, place);
}

function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}
