import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import './typescript/register.mjs';
import { readCompose, readCopy, readDockerfile } from './container-files.mjs';
import { root } from './root.mjs';

const { SETTING_GROUPS } = await import('../config/settings.ts');

const problems = [];
const claim = (holds, problem) => {
  if (!holds) problems.push(problem);
};

lintDockerfile(readDockerfile());
lintCompose(readCompose());
lintProxy(readCompose().services);

for (const problem of problems) console.error(problem);
if (problems.length === 0) console.log('Dockerfile, docker-compose.yml and deploy/ hold together.');
process.exitCode = problems.length === 0 ? 0 : 1;

function lintDockerfile(stages) {
  const where = 'Dockerfile: ';
  const names = new Set();
  for (const { image, name, steps } of stages) {
    claim(isPinned(image), `${where}${image} needs a version of its own`);
    for (const { keyword, rest } of steps) lintStep(keyword, rest, names, where);
    names.add(name);
  }
  const last = stages.at(-1)?.steps ?? [];
  const final = (keyword) => last.filter((step) => step.keyword === keyword).at(-1)?.rest ?? '';
  claim(!['', 'root', '0'].includes(final('USER')), `${where}the program must not run as root`);
  claim(final('CMD').startsWith('['), `${where}CMD needs the exec form: a shell swallows SIGTERM`);
  claim(final('HEALTHCHECK') !== '', `${where}HEALTHCHECK is missing`);
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  for (const path of ['.git', 'node_modules', 'var', 'dist', '.env']) {
    claim(ignored.includes(path), `.dockerignore: ${path} must not reach the image`);
  }
}

function lintStep(keyword, rest, stages, where) {
  claim(keyword !== 'ADD', `${where}COPY instead of ADD ${rest}`);
  if (keyword === 'WORKDIR') claim(rest.startsWith('/'), `${where}WORKDIR ${rest} is relative`);
  if (keyword === 'RUN') {
    claim(!/\bsudo\b|curl[^|]*\|/.test(rest), `${where}RUN ${rest}`);
    claim(!/npm (install|i)\b/.test(rest), `${where}npm ci keeps to the lock file: ${rest}`);
    claim(!/\s\/(?!dev\/null)\w/.test(rest), `${where}RUN stays below WORKDIR: ${rest}`);
  }
  if (keyword !== 'COPY') return;
  const { from, sources } = readCopy(rest);
  if (from !== undefined) claim(stages.has(from), `${where}no earlier stage is called ${from}`);
  for (const source of from === undefined ? sources : []) {
    claim(existsSync(join(root, source)), `${where}${source} does not exist`);
  }
}

function lintCompose({ services, volumes }) {
  const settings = new Set(
    Object.values(SETTING_GROUPS).flatMap((group) => Object.keys(group.shape)),
  );
  for (const [name, service] of Object.entries(services)) {
    const where = `docker-compose.yml, ${name}: `;
    claim(
      service.build !== undefined || isPinned(service.image),
      `${where}the image needs a version`,
    );
    claim(!/minio/.test(service.image ?? ''), `${where}this image is no longer published`);
    claim(service.restart !== undefined, `${where}restart is missing`);
    claim(
      service.build !== undefined || service.healthcheck !== undefined,
      `${where}healthcheck is missing`,
    );
    claim(
      name === 'proxy' || service.ports === undefined,
      `${where}only the proxy is reachable from outside`,
    );
    lintDependencies(service, services, where);
    lintVolumes(service, volumes, where);
    if (service.build === undefined) continue;
    for (const key of Object.keys(service.environment)) {
      claim(settings.has(key), `${where}the program knows no setting ${key}`);
    }
  }
  const roles = Object.values(services).map((service) => service.environment?.ROLE);
  claim(
    roles.filter((role) => role === 'http').length === 2,
    'docker-compose.yml: two HTTP processes',
  );
  claim(roles.filter((role) => role === 'worker').length === 1, 'docker-compose.yml: one worker');
  const locale = services.database?.environment.POSTGRES_INITDB_ARGS ?? '';
  for (const flag of ['--locale-provider=icu', '--icu-locale=vi-VN', '--locale=C.UTF-8']) {
    claim(locale.includes(flag), `docker-compose.yml, database: ${flag} is missing`);
  }
  lintVariables();
}

function lintDependencies({ depends_on: needs = {} }, services, where) {
  for (const [other, { condition }] of Object.entries(needs)) {
    claim(services[other] !== undefined, `${where}depends on ${other}, which is not there`);
    const healthy =
      condition !== 'service_healthy' || services[other]?.healthcheck?.disable !== true;
    claim(healthy, `${where}waits for the health of ${other}, which has none`);
  }
}

function lintVolumes({ volumes: mounts = [] }, volumes, where) {
  for (const mount of mounts) {
    const [source = ''] = mount.split(':');
    const known = source.startsWith('.') ? existsSync(join(root, source)) : source in volumes;
    claim(known, `${where}nothing to mount at ${source}`);
  }
}

function lintVariables() {
  const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  const example = readFileSync(join(root, 'deploy', '.env.example'), 'utf8');
  for (const [, name] of text.matchAll(/\$\{(\w+)/g)) {
    claim(new RegExp(`^${name}=`, 'm').test(example), `deploy/.env.example: ${name} is missing`);
  }
}

function lintProxy(services) {
  const text = readFileSync(join(root, 'deploy', 'Caddyfile'), 'utf8');
  const upstreams = /reverse_proxy ([^{]+)\{/.exec(text)?.[1].trim().split(/\s+/) ?? [];
  const http = Object.keys(services).filter((name) => services[name].environment?.ROLE === 'http');
  const wanted = http.map((name) => `${name}:3000`).sort();
  claim(
    upstreams.sort().join() === wanted.join(),
    `deploy/Caddyfile: passes on to ${wanted.join(', ')}`,
  );
  claim(
    text.split('{').length === text.split('}').length,
    'deploy/Caddyfile: a bracket is missing',
  );
}

function isPinned(image = '') {
  const tag = image.split(':')[1];
  return tag !== undefined && tag !== 'latest' && /\d/.test(tag);
}
