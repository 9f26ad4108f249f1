// The import law of the house, in one place. dependency-cruiser finds no compiler beside TypeScript 7 and then reads 0 modules and is
// content: hence `parser: 'swc'`, and scripts/check-imports.mjs, which wants to see modules.

const server = '^apps/server/src';
// Ranks: base ← ground ← work ← derived. What a community is made of (ground) lies below what is done there: orders ask about it.
// A feature that is missing here fails the check (rank-unknown).
const base = 'areas|people|auth|incidents|journal|compounds|files|search';
const ground = 'patches|places|zones';
const work = 'checklists|orders';
const derived = 'tallies|attention|system|held|sync|notifications|exports|registers';
const tests = '\\.(test|setup|fixture)\\.tsx?$';
const io = `${server}/platform/(db|http|live|timers|embedded-postgres)|^node_modules/(pg|kysely|fastify|graphile-worker)/`;

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

// biome-ignore lint/style/noDefaultExport: dependency-cruiser reads its configuration so.
export default {
  forbidden: [
    rule('no-cycles', 'What imports each other cannot be read, tested or moved alone.', {}, { circular: true }),
    rule('resolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),
    rule(
      'contract-is-a-leaf',
      'The contract imports zod and itself: the phone runs it offline.',
      { path: '^packages/contract/src', pathNot: tests },
      { pathNot: '^(packages/contract/src|node_modules/zod)' },
    ),
    rule(
      'client-knows-the-contract',
      'packages/client imports the contract, nothing else of ours.',
      { path: '^packages/client/src' },
      { path: '^(apps|packages/(ui|testkit))' },
    ),
    rule(
      'ui-knows-the-contract',
      'packages/ui imports the contract, nothing else of ours.',
      { path: '^packages/ui/src' },
      { path: '^(apps|packages/(client|testkit))' },
    ),
    rule(
      'testkit-in-tests-only',
      'What ships does not depend on what tests it.',
      { path: '^(apps|packages)', pathNot: `${tests}|^packages/testkit` },
      { path: '^packages/testkit' },
    ),
    rule(
      'web-is-not-server',
      'A browser gets nothing of the server.',
      { path: '^(apps/(console|field)/src|packages/(client|ui|contract)/src)', pathNot: tests },
      { path: '^apps/(server|cli)|^node_modules/(pg|kysely|fastify)/' },
    ),
    rule(
      'web-has-no-node',
      'A browser has no node: modules.',
      { path: '^(apps/(console|field)/src|packages/(client|ui|contract)/src)', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'server-is-not-web',
      'The server knows nothing of screens.',
      { path: '^apps/(server|cli)' },
      { path: '^(apps/(console|field)|packages/(client|ui))' },
    ),
    rule(
      'console-is-not-field',
      'Two apps share packages/ui and packages/client, not each other.',
      { path: '^apps/console' },
      { path: '^apps/field' },
    ),
    rule(
      'field-is-not-console',
      'Two apps share packages/ui and packages/client, not each other.',
      { path: '^apps/field' },
      { path: '^apps/console' },
    ),
    rule(
      'platform-knows-no-feature',
      'The platform serves every feature and knows none.',
      { path: `${server}/platform`, pathNot: tests },
      { path: `${server}/(features|app|demo)` },
    ),
    rule(
      'features-have-doors',
      'Another feature is entered by its index.ts.',
      { path: `${server}/features/([^/]+)/`, pathNot: tests },
      { path: `${server}/features/([^/]+)/`, pathNot: `${server}/features/($1/|[^/]+/index\\.ts$)` },
    ),
    rule(
      'features-do-not-know-the-app',
      'app/ composes the features, not the other way round.',
      { path: `${server}/features`, pathNot: tests },
      { path: `${server}/(app|demo|main)` },
    ),
    rule(
      'rank-unknown',
      'Every feature has a rank in .dependency-cruiser.mjs.',
      { path: `${server}/features/`, pathNot: `${server}/features/(${base}|${ground}|${work}|${derived})/` },
      {},
    ),
    rule(
      'base-knows-base',
      'Rank base ← ground ← work ← derived.',
      { path: `${server}/features/(${base})/`, pathNot: tests },
      { path: `${server}/features/(${ground}|${work}|${derived})/` },
    ),
    rule(
      'ground-knows-base',
      'A feature of the ground knows no other one and nothing of the work that is done there: it reacts to events.',
      { path: `${server}/features/(${ground})/`, pathNot: tests },
      { path: `${server}/features/(${ground}|${work}|${derived})/`, pathNot: `${server}/features/$1/` },
    ),
    rule(
      'work-knows-ground',
      'A work feature knows no other work feature and nothing derived: it reacts to events.',
      { path: `${server}/features/(${work})/`, pathNot: tests },
      { path: `${server}/features/(${work}|${derived})/`, pathNot: `${server}/features/$1/` },
    ),
    rule(
      'rules-are-pure',
      'Policies, rules and machines do no input or output: they are tested without a database and run on phones.',
      { path: '\\.(policy|rules)\\.ts$|-machine\\.ts$' },
      { path: io, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'rules-have-no-node',
      'Policies, rules and machines do no input or output.',
      { path: '\\.(policy|rules)\\.ts$|-machine\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'routes-are-a-table',
      'A routes file names commands and views, nothing else.',
      { path: '\\.routes\\.ts$' },
      { path: '\\.(store|policy|rules|reactions|metrics)\\.ts$' },
    ),
    rule(
      'test-libraries-in-tests-only',
      'What ships does not import what tests it.',
      { path: '^(apps|packages)', pathNot: `${tests}|^packages/testkit|vite\\.config\\.ts$` },
      { path: '^node_modules/(vitest|@testing-library|@playwright|jsdom|fake-indexeddb)/' },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    exclude: { path: '^virtual:|\\.gen\\.ts$|/dist/|^(apps|packages)/[^/]+/node_modules/' },
    doNotFollow: { path: '^node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'],
    },
  },
};
