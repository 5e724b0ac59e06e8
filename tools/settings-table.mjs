// Writes the table of settings into README.md from the schemas that parse them; --check compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { root } from './root.mjs';
import './typescript/register.mjs';

const BEGIN = '<!-- settings:begin -->';
const END = '<!-- settings:end -->';

const { SETTING_GROUPS } = await import('../config/settings.ts');
const file = join(root, 'README.md');
const current = readFileSync(file, 'utf8');
const wanted = await format(withTable(current), { parser: 'markdown', printWidth: 100 });

if (!process.argv.includes('--check')) {
  writeFileSync(file, wanted);
} else if (wanted !== current) {
  console.error('README.md: the table of settings is not that of config/: npm run settings');
  process.exitCode = 1;
}

function withTable(text) {
  const [before, rest] = text.split(BEGIN);
  const after = rest.split(END)[1];
  return `${before}${BEGIN}\n\n${table()}\n\n${END}${after}`;
}

function table() {
  const rows = Object.values(SETTING_GROUPS).flatMap((group) => Object.entries(group.shape));
  return [
    '| Setting | Default | Meaning |',
    '| --- | --- | --- |',
    ...rows.map(([name, schema]) => `| \`${name}\` | ${defaultOf(name)} | ${describe(schema)} |`),
  ].join('\n');
}

function describe(schema) {
  return (schema.description ?? '').replaceAll('|', '\\|');
}

/** What the schema makes of silence. */
function defaultOf(name) {
  const group = Object.values(SETTING_GROUPS).find(({ shape }) => name in shape);
  const parsed = group.shape[name].safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? `\`${parsed.data}\`` : '';
}
