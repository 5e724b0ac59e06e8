/**
 * The shape of the house (docs/architecture.md). A new edge needs a decision record in docs/adr.
 * Every module may call the modules named here through their index.ts, and read the contracts
 * of all. What a module may use, so may those that are built on it.
 */
const MAY_USE = {
  organisation: [],
  identity: ['organisation'],
  files: [],
  notifications: ['organisation', 'identity'],
  registers: ['organisation'],
  routing: ['organisation', 'identity'],
  signing: ['organisation', 'identity', 'files'],
};
const FOUNDATION = Object.keys(MAY_USE);
MAY_USE.documents = FOUNDATION;
const DOCUMENTS = ['documents', ...FOUNDATION];
MAY_USE.exchange = DOCUMENTS;
MAY_USE.records = DOCUMENTS;
MAY_USE.tasks = DOCUMENTS;
MAY_USE.services = DOCUMENTS;
MAY_USE.plans = ['tasks', 'services', ...DOCUMENTS];
MAY_USE.reviews = ['plans', ...MAY_USE.plans];
MAY_USE['par-index'] = ['plans', ...MAY_USE.plans];
MAY_USE.party = DOCUMENTS;
MAY_USE.search = [];
MAY_USE.reporting = [];

const DOORS = '^src/modules/[^/]+/(index\\.ts$|contracts/)';

const edges = Object.entries(MAY_USE).map(([name, allowed]) => ({
  name: `module-${name}`,
  comment: `${name} may call ${allowed.length > 0 ? allowed.join(', ') : 'no module'}; news from others reach it as events, through contracts/.`,
  severity: 'error',
  from: { path: `^src/modules/${name}/`, pathNot: '\\.(itest|spec)\\.ts$' },
  to: {
    path: '^src/modules/',
    pathNot: [`^src/modules/(${[name, ...allowed].join('|')})/`, '^src/modules/[^/]+/contracts/'],
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that neither file can be understood, tested or started alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'known-module',
      comment: 'A module takes its place in MAY_USE before its first import.',
      severity: 'error',
      from: { path: '^src/modules/', pathNot: `^src/modules/(${Object.keys(MAY_USE).join('|')})/` },
      to: { path: '^src/modules/' },
    },
    ...edges,
    {
      name: 'through-the-door',
      comment: 'Another module is reached through its index.ts or contracts/, never past them.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', DOORS] },
    },
    {
      name: 'contracts-are-leaves',
      comment:
        'Contracts are ids and event types that anyone may read: they import no module code.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/contracts/' },
      to: { path: '^src/', pathNot: ['^src/modules/[^/]+/contracts/', '^src/platform/'] },
    },
    {
      name: 'platform-knows-no-module',
      comment: 'The platform serves every module, so it depends on none.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^src/(modules/|app\\.module|main)' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'Rules of the office outlive the framework: no Nest, no database, no web in domain/.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/domain/' },
      to: {
        path: '(node_modules/(@nestjs|typeorm|fastify|pg|pg-boss)/|/(http|persistence|use-cases|queries|subscribers)/)',
      },
    },
    {
      name: 'http-asks-use-cases',
      comment: 'Controllers parse and answer; tables are read by queries and written by use cases.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/http/', pathNot: '\\.(itest|spec)\\.ts$' },
      to: { path: '/persistence/' },
    },
    {
      name: 'persistence-looks-up-to-nobody',
      comment: 'Entities and repositories know the rules, not those who call them.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/persistence/', pathNot: '\\.(itest|spec)\\.ts$' },
      to: { path: '^src/modules/[^/]+/(http|use-cases|queries|subscribers)/' },
    },
    {
      name: 'libs-stand-alone',
      comment:
        'A library is usable by itself: nothing of the application, no settings, no framework.',
      severity: 'error',
      from: { path: '^libs/' },
      to: {
        path: '(^(src|config|migrations|web|test)/|node_modules/(@nestjs|typeorm|fastify|pg|pg-boss)/)',
        pathNot: '^test/setup/',
      },
    },
    {
      name: 'libs-through-index',
      comment: 'A library is used through its index.ts; tests may borrow what its own tests use.',
      severity: 'error',
      from: { path: '^(src|config|migrations)/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/(index\\.ts$|testing/|fixtures/)' },
    },
    {
      name: 'libs-apart',
      comment: 'Libraries do not lean on each other, so that each can leave the house.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/$1/' },
    },
    {
      name: 'settings-know-nothing',
      comment: 'Settings are parsed before anything else runs.',
      severity: 'error',
      from: { path: '^config/' },
      to: { path: '^(src/modules|src/main|src/app)' },
    },
    {
      name: 'no-orphan-imports',
      comment: 'What cannot be resolved here will not start elsewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'tests-stay-tests',
      comment: 'What stands in fixtures/ and testing/ may use development packages and make keys.',
      severity: 'error',
      from: {
        path: '^(src|libs|config|migrations)/',
        pathNot: '\\.(spec|itest)\\.ts$|/test-[^/]+/|/(testing|fixtures)/',
      },
      to: { path: '^(src|libs|config|migrations)/.*/(testing|fixtures)/' },
    },
    {
      name: 'production-packages',
      comment: 'The image is installed without development packages.',
      severity: 'error',
      from: {
        path: '^(src|libs|config|migrations)/',
        pathNot: '\\.(spec|itest)\\.ts$|/test-[^/]+/|/(testing|fixtures)/',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      conditionNames: ['import', 'node', 'types'],
      exportsFields: ['exports'],
    },
  },
};
