/**
 * The floors of the house. Imports point downward only, and never sideways on floors 4 and 5.
 * A capability (floor 4) is one folder; what joins two of them is a journey (floor 5).
 */
const FLOOR_1 = '^src/lib/(kinds|storage|events|ports|config)/|^src/lib/(errors|clock)\\.ts$';
const FLOOR_2 = '^src/lib/(etcd|kube|hosts|openstack|haproxy|output|spool|files|state)/';
const FLOOR_3 = '^src/(migrations|lib/engine)/';
const FLOOR_4 = '^src/lib/(migrate|shadow|keys|cluster|rollout|pki|backup|tenancy|loadbalancers|volumes|nodefailure)/';
const FLOOR_5 = '^src/lib/journeys/';
const FLOOR_6 = '^src/(commands/|views/|hooks/|[^/]+\\.ts$)';
const any = (...floors) => floors.join('|');

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two modules that need each other are one module, or miss a third. Types may refer to each other.',
      severity: 'error',
      from: { path: '^src' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'floor-1-upward',
      severity: 'error',
      from: { path: FLOOR_1 },
      to: { path: any(FLOOR_2, FLOOR_3, FLOOR_4, FLOOR_5, FLOOR_6) },
    },
    { name: 'floor-2-upward', severity: 'error', from: { path: FLOOR_2 }, to: { path: any(FLOOR_3, FLOOR_4, FLOOR_5, FLOOR_6) } },
    { name: 'floor-3-upward', severity: 'error', from: { path: FLOOR_3 }, to: { path: any(FLOOR_4, FLOOR_5, FLOOR_6) } },
    { name: 'floor-4-upward', severity: 'error', from: { path: FLOOR_4 }, to: { path: any(FLOOR_5, FLOOR_6) } },
    {
      name: 'floor-4-sideways',
      comment: 'Capabilities do not know each other; src/lib/journeys joins them.',
      severity: 'error',
      from: { path: '^src/lib/(migrate|shadow|keys|cluster|rollout|pki|backup|tenancy|loadbalancers|volumes|nodefailure)/' },
      to: { path: FLOOR_4, pathNot: '^src/lib/$1/' },
    },
    { name: 'floor-5-upward', severity: 'error', from: { path: FLOOR_5 }, to: { path: FLOOR_6 } },
    {
      name: 'floor-5-sideways',
      severity: 'error',
      from: { path: '^src/lib/journeys/([^/]+)' },
      to: { path: FLOOR_5, pathNot: '^src/lib/journeys/$1' },
    },
    {
      name: 'migrations-are-knowledge',
      comment: 'What changes between releases depends on kinds and storage only, and on what the site rules mean.',
      severity: 'error',
      from: { path: '^src/migrations/' },
      to: { pathNot: '^src/(migrations|lib/kinds|lib/storage|lib/config)/|^(node:)?crypto$' },
    },
    {
      name: 'engine-knows-no-kubernetes',
      severity: 'error',
      from: { path: '^src/lib/engine/' },
      // The shape of JSON is nobody's knowledge.
      to: { path: '^src/(migrations|lib/(kinds|storage|kube|etcd))/', pathNot: '^src/lib/storage/json\\.ts$' },
    },
    {
      name: 'verify-is-independent',
      comment: 'verify must not share a mistake with the migration that it checks.',
      severity: 'error',
      from: { path: '^src/lib/migrate/verify/' },
      to: { path: '^src/migrations/' },
    },
    {
      name: 'verify-reaches-nothing-of-migrations',
      severity: 'error',
      from: { path: '^src/lib/migrate/verify/' },
      to: { path: '^src/migrations/', reachable: true },
    },
    {
      name: 'commands-do-no-io',
      comment: 'A command is flags, one use case and one printer.',
      severity: 'error',
      from: { path: '^src/commands/' },
      to: { path: '^(node:)?(fs|net|http|https|tls|child_process|worker_threads|dgram)(/|$)' },
    },
    {
      name: 'commands-stand-alone',
      severity: 'error',
      from: { path: '^src/commands/([^/]+/[^/]+)\\.ts$' },
      to: { path: '^src/commands/', pathNot: '^src/commands/$1\\.ts$' },
    },
    {
      name: 'terminal-only-above',
      comment: 'Domain code returns data; only commands know oclif, only output knows chalk.',
      severity: 'error',
      from: { path: '^src/', pathNot: any(FLOOR_6, '^src/lib/output/') },
      to: { path: 'node_modules/(@oclif|chalk)/' },
    },
    {
      name: 'etcd3-behind-its-port',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/lib/etcd/v3-grpc/' },
      to: { path: 'node_modules/etcd3/' },
    },
    { name: 'no-tests-in-src', severity: 'error', from: { path: '^src/' }, to: { path: '^(test|scripts)/' } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
