import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { at, golden10, type Loose, migrateAll, rulesOf, signingKey } from './support.js';

const TENANTS = { selector: { matchExpressions: [{ key: 'tenant', operator: 'Exists' }] } };

function namespace(name: string, labels: Loose = { tenant: name, name }): Loose {
  return at({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, uid: `ns-${name}`, labels },
    spec: { finalizers: ['kubernetes'] },
  });
}

function object(kind: string, name: string, more: Loose = {}, labels: Loose = {}, space = 't1'): Loose {
  return at({ apiVersion: 'v1', kind, metadata: { name, namespace: space, uid: `${kind}-${name}`, labels }, ...more });
}

function controller(name: string, labels: Loose, podSpec: Loose = { containers: [{ ports: [{ containerPort: 80 }] }] }): Loose {
  const template = { metadata: { labels }, spec: podSpec };
  return object(
    'ReplicationController',
    name,
    { spec: { replicas: 1, selector: labels, template }, status: { replicas: 1 } },
    labels,
  );
}

function pod(name: string, labels: Loose, spec: Loose = {}, ip = '10.1.0.1', ready = 'True'): Loose {
  return object(
    'Pod',
    name,
    { spec, status: { phase: 'Running', podIP: ip, conditions: [{ type: 'Ready', status: ready }] } },
    labels,
  );
}

describe('golden 1.0 with tenants renamed', () => {
  const golden = golden10();
  const rules = rulesOf({ tenants: TENANTS, serviceAccountTokens: 'resign', serviceDns: 'rewrite' });
  const result = migrateAll(golden, { rules, serviceAccountKey: signingKey() });
  const tenants = golden
    .filter(({ key }) => key.startsWith('namespaces/') && key !== 'namespaces/default')
    .map(({ object: { metadata } }) => metadata.name as string);

  it('carries every object, each to one key', () => {
    expect(result.problems).toEqual([]);
    expect(result.refused).toEqual([]);
    expect(result.objects.size).toBe(golden.length);
    expect(tenants).toHaveLength(8);
    for (const [key, became] of result.became) {
      const expected = tenants.reduce((text, tenant) => text.replace(`/${tenant}`, `/${tenant.slice(0, 20)}-default`), key);
      expect(became).toEqual([expected]);
    }
  });

  it('keeps every uid', () => {
    const uids = (objects: Iterable<Loose>): string[] => [...objects].map((each) => each.metadata.uid as string).sort();
    expect(uids(result.objects.values())).toEqual(uids(golden.map((entry) => entry.object)));
  });

  it('leaves no old name but in the tenant label', () => {
    for (const [key, each] of result.objects) {
      const copy = structuredClone(each);
      if (copy.kind === 'Namespace') delete copy.metadata.labels?.tenant;
      // Digests that a script has made of the same digits name nothing.
      for (const status of copy.status?.containerStatuses ?? []) delete status.imageID;
      for (const status of copy.status?.containerStatuses ?? []) delete status.containerID;
      delete copy.metadata.selfLink;
      const text = JSON.stringify(copy);
      for (const tenant of tenants)
        expect({ key, found: new RegExp(`\\b${tenant}\\b(?!-default)`).exec(text)?.[0] }).toEqual({ key, found: undefined });
    }
  });

  it('signs tokens anew, and nothing else of them changes', () => {
    const secrets = [...result.objects.values()].filter((each) => each.type === 'kubernetes.io/service-account-token');
    expect(secrets).toHaveLength(9);
    for (const secret of secrets) {
      const [head = '', body = '', signature = ''] = Buffer.from(secret.data.token, 'base64').toString().split('.');
      const key = createPublicKey(signingKey());
      expect(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
      expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toEqual({
        iss: 'kubernetes/serviceaccount',
        'kubernetes.io/serviceaccount/namespace': secret.metadata.namespace,
        'kubernetes.io/serviceaccount/secret.name': secret.metadata.name,
        'kubernetes.io/serviceaccount/service-account.name': 'default',
        'kubernetes.io/serviceaccount/service-account.uid': secret.metadata.annotations['kubernetes.io/service-account.uid'],
        sub: `system:serviceaccount:${secret.metadata.namespace}:default`,
      });
    }
  });

  it('does the same to the facts in any order', () => {
    const other = migrateAll([...golden].reverse(), { rules, serviceAccountKey: signingKey() });
    expect([...other.objects].sort()).toEqual([...result.objects].sort());
  });

  it('does nothing without rules', () => {
    const plain = migrateAll(golden);
    expect([...plain.became].every(([key, became]) => became.length === 1 && became[0] === key)).toBe(true);
  });
});

describe('tokens', () => {
  const secret = (token: string, data: Loose = {}): Loose => {
    const entry = object('Secret', 'tok', {
      type: 'kubernetes.io/service-account-token',
      data: { token: Buffer.from(token).toString('base64'), ...data },
    });
    entry.object.metadata.annotations = {
      'kubernetes.io/service-account.name': 'robot',
      'kubernetes.io/service-account.uid': 'u',
    };
    return entry;
  };
  const token = (key: Parameters<typeof sign>[2], alg: string): string => {
    const text = [{ alg, typ: 'JWT' }, { sub: 'system:serviceaccount:t1:robot' }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  };
  const resign = rulesOf({ tenants: TENANTS, serviceAccountTokens: 'resign' });

  it('are taken out by default; the secret keeps its name and uid, data.namespace follows', () => {
    const rules = rulesOf({ tenants: TENANTS });
    const { objects, notes } = migrateAll(
      [namespace('t1'), secret('x', { namespace: Buffer.from('t1').toString('base64'), 'ca.crt': 'Y2E=' })],
      { rules },
    );
    const made = objects.get('secrets/t1-default/tok');
    expect(made.data).toEqual({ namespace: Buffer.from('t1-default').toString('base64'), 'ca.crt': 'Y2E=' });
    expect(made.metadata.uid).toBe('Secret-tok');
    expect(notes.map(({ code }) => code)).toContain('token-cleared');
  });

  it('stay where the namespace stays', () => {
    const entry = secret('x');
    expect(
      migrateAll([namespace('t1', {}), entry], { rules: rulesOf({ tenants: TENANTS }) }).objects.get(entry.key).data,
    ).toEqual(entry.object.data);
  });

  it('are refused when another key has signed them, or none is given', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const entries = [namespace('t1'), secret(token(privateKey, 'RS256'))];
    expect(migrateAll(entries, { rules: resign, serviceAccountKey: signingKey() }).refused[0]?.code).toBe(
      'token-not-of-this-key',
    );
    expect(migrateAll(entries, { rules: resign }).problems[0]?.message).toContain('--service-account-key');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(migrateAll(entries, { rules: resign, serviceAccountKey: pem }).refused).toEqual([]);
  });

  it('may be signed with elliptic curves', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const given = token({ key: privateKey, dsaEncoding: 'ieee-p1363' }, 'ES256');
    const { objects } = migrateAll([namespace('t1'), secret(given)], { rules: resign, serviceAccountKey: pem });
    const [head = '', body = '', signature = ''] = Buffer.from(objects.get('secrets/t1-default/tok').data.token, 'base64')
      .toString()
      .split('.');
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
  });
});

describe('what names a namespace follows', () => {
  const rules = rulesOf({ tenants: TENANTS });

  it('references of every sort', () => {
    const created = JSON.stringify({
      kind: 'SerializedReference',
      reference: { kind: 'ReplicationController', namespace: 't1', name: 'w' },
    });
    const volume = at({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'pv' },
      spec: { claimRef: { kind: 'PersistentVolumeClaim', namespace: 't1', name: 'c', uid: 'x' } },
    });
    const made = pod('p', {});
    made.object.metadata.annotations = { 'kubernetes.io/created-by': created };
    const event = object('Event', 'e', { involvedObject: { kind: 'Pod', namespace: 't1', name: 'p' } });
    const endpoints = object('Endpoints', 's', {
      subsets: [
        {
          addresses: [{ ip: '1', targetRef: { kind: 'Pod', namespace: 't1', name: 'p' } }],
          notReadyAddresses: [{ ip: '2', targetRef: { kind: 'Pod', namespace: 't1', name: 'q' } }],
        },
      ],
    });
    const { objects } = migrateAll([namespace('t1'), volume, made, event, endpoints], { rules });
    expect(objects.get('persistentvolumes/pv').spec.claimRef.namespace).toBe('t1-default');
    expect(
      JSON.parse(objects.get('pods/t1-default/p').metadata.annotations['kubernetes.io/created-by']).reference.namespace,
    ).toBe('t1-default');
    expect(objects.get('events/t1-default/e').involvedObject.namespace).toBe('t1-default');
    const [subset] = objects.get('services/endpoints/t1-default/s').subsets;
    expect([subset.addresses[0].targetRef.namespace, subset.notReadyAddresses[0].targetRef.namespace]).toEqual([
      't1-default',
      't1-default',
    ]);
  });

  it('default and kube-* never change', () => {
    const all = rulesOf({ tenants: { selector: {} } });
    const { became } = migrateAll([namespace('default'), namespace('kube-system'), namespace('t1')], { rules: all });
    expect([...became.values()]).toEqual([['namespaces/default'], ['namespaces/kube-system'], ['namespaces/t1-default']]);
  });

  it('namespaces carry the tenant label, and a label that says their name goes on to say it', () => {
    const { objects } = migrateAll([namespace('t1', { tenant: 'other', name: 't1' })], { rules });
    expect(objects.get('namespaces/t1-default').metadata.labels).toEqual({ tenant: 't1', name: 't1-default' });
  });

  const env = (value: string): Loose => ({
    containers: [{ imagePullPolicy: 'Always', env: [{ name: 'E', value }], args: ['--to', value] }],
  });
  it.each([
    ['db.t1.svc.cluster.local', 'db.t1-default.svc.cluster.local'],
    ['http://db.t1.svc:80/x,http://db.t1.svc', 'http://db.t1-default.svc:80/x,http://db.t1-default.svc'],
    ['db.t1', 'db.t1-default'],
    ['db.t1.kube.local:3306', 'db.t1-default.kube.local:3306'],
    ['nosuch.t1.example.com', undefined],
    ['db.t2.svc', undefined],
    ['t1.db.example.com', undefined],
  ])('service names: %s', (value, expected) => {
    const entries = [
      namespace('t1'),
      object('Service', 'db', { spec: {} }),
      pod('p', {}, env(value)),
      controller('w', { app: 'w' }, env(value)),
    ];
    const rewritten = migrateAll(entries, { rules: rulesOf({ tenants: TENANTS, serviceDns: 'rewrite' }) });
    const spec = rewritten.objects.get('pods/t1-default/p').spec;
    expect(spec).toEqual(env(expected ?? value));
    expect(rewritten.objects.get('controllers/t1-default/w').spec.template.spec.containers[0].env).toEqual(
      spec.containers[0].env,
    );
    const reported = migrateAll(entries, { rules });
    expect(reported.objects.get('pods/t1-default/p').spec).toEqual(env(value));
    expect(reported.notes.some(({ code }) => code === 'service-dns-old-namespace')).toBe(expected !== undefined);
  });

  it('a name that means something unknown is reported', () => {
    const { notes } = migrateAll([namespace('t1'), pod('p', {}, env('--namespace=t1'))], { rules });
    expect(notes.filter(({ code }) => code === 'old-namespace-mentioned').map(({ path }) => path)).toEqual([
      'spec.containers[0].env[0].value',
      'spec.containers[0].args[1]',
    ]);
  });

  it('all collisions and bad names stop the plan', () => {
    const long = 'a'.repeat(60);
    const template = rulesOf({ tenants: { ...TENANTS, namespaceTemplate: '{tenant:60}-{name}' } });
    const { problems } = migrateAll(
      [namespace(`${long}1`), namespace(`${long}2`), namespace('t1'), namespace('t1-default', {})],
      { rules: template },
    );
    expect(problems.map(({ key, message }) => `${key} ${message}`)).toEqual([
      expect.stringContaining(`namespaces/${long}1 would become "${long}-default", which has 68 characters`),
      expect.stringContaining(`namespaces/${long}2 would become "${long}-default", which has 68 characters`),
      expect.stringContaining(`namespaces/${long}2 would become "${long}-default", as ${long}1 would`),
      expect.stringContaining('namespaces/t1-default would become "t1-default", as t1 would'),
    ]);
  });
});

describe('a namespace that becomes several', () => {
  const prod = { env: 'prod' };
  const rules = rulesOf({
    tenants: {
      ...TENANTS,
      mapping: [{ tenant: 't1', namespaces: [{ name: 'prod', selector: { matchLabels: prod } }, { name: 'dev' }] }],
    },
  });
  const service = (name: string, selector: Loose): Loose => object('Service', name, { spec: { selector } });

  it('takes apart what belongs to different workloads, and keeps together what belongs to one', () => {
    const entries = [
      namespace('t1'),
      controller('web', { app: 'web', ...prod }),
      controller('job', { app: 'job' }),
      pod('web-1', { app: 'web', ...prod }),
      pod('job-1', { app: 'job' }),
      service('web', { app: 'web' }),
      service('job', { app: 'job' }),
      object('Endpoints', 'web', {
        subsets: [{ addresses: [{ ip: '1', targetRef: { kind: 'Pod', namespace: 't1', name: 'web-1' } }] }],
      }),
      object('PersistentVolumeClaim', 'data', {}, prod),
      object('ResourceQuota', 'quota'),
      object('Event', 'e', { involvedObject: { kind: 'Pod', namespace: 't1', name: 'web-1' } }),
    ];
    const { became, objects, problems, notes } = migrateAll(entries, { rules });
    expect(problems).toEqual([]);
    expect(Object.fromEntries(became)).toEqual({
      'namespaces/t1': ['namespaces/t1-dev', 'namespaces/t1-prod'],
      'controllers/t1/web': ['controllers/t1-prod/web'],
      'controllers/t1/job': ['controllers/t1-dev/job'],
      'pods/t1/web-1': ['pods/t1-prod/web-1'],
      'pods/t1/job-1': ['pods/t1-dev/job-1'],
      'services/specs/t1/web': ['services/specs/t1-prod/web'],
      'services/specs/t1/job': ['services/specs/t1-dev/job'],
      'services/endpoints/t1/web': ['services/endpoints/t1-prod/web'],
      'persistentvolumeclaims/t1/data': ['persistentvolumeclaims/t1-prod/data'],
      'resourcequotas/t1/quota': ['resourcequotas/t1-dev/quota'],
      'events/t1/e': ['events/t1-prod/e'],
    });
    expect(objects.get('services/endpoints/t1-prod/web').subsets[0].addresses[0].targetRef.namespace).toBe('t1-prod');
    expect(objects.get('namespaces/t1-dev').metadata.uid).toBe('ns-t1');
    expect(objects.get('namespaces/t1-prod').metadata).toMatchObject({
      uid: 'uid-of-namespaces/t1-prod',
      labels: { tenant: 't1', name: 't1-prod' },
    });
    expect(notes.map(({ code }) => code)).toContain('namespace-split');
  });

  it('pods without the label go with their controller', () => {
    const web = controller('web', { app: 'web' });
    web.object.metadata.labels = prod;
    const { became } = migrateAll([namespace('t1'), web, pod('web-1', { app: 'web' })], { rules });
    expect([became.get('controllers/t1/web'), became.get('pods/t1/web-1')]).toEqual([
      ['controllers/t1-prod/web'],
      ['pods/t1-prod/web-1'],
    ]);
  });

  it('refuses a service that reaches into two, and a secret or claim that stays behind, naming both', () => {
    const volumes = [
      { name: 's', secret: { secretName: 'key' } },
      { name: 'c', persistentVolumeClaim: { claimName: 'data' } },
    ];
    const entries = [
      namespace('t1'),
      controller('web', { app: 'x', ...prod }, { volumes }),
      controller('dev', { app: 'x' }),
      service('both', { app: 'x' }),
      object('Secret', 'key', { type: 'Opaque' }),
      object('PersistentVolumeClaim', 'data'),
    ];
    const messages = migrateAll(entries, { rules }).problems.map(({ key, message }) => `${key} ${message}`);
    expect(messages).toEqual([
      expect.stringContaining('services/specs/t1/both selects pods that would go to t1-dev and t1-prod'),
      expect.stringContaining('controllers/t1/web would go to t1-prod, and the Secret key that its pods need to t1-dev'),
      expect.stringContaining(
        'controllers/t1/web would go to t1-prod, and the PersistentVolumeClaim data that its pods need to t1-dev',
      ),
    ]);
  });

  it('copies accounts and tokens, which every pod mounts by name', () => {
    const secret = object('Secret', 'default-token-1', { type: 'kubernetes.io/service-account-token', data: { token: 'eA==' } });
    secret.object.metadata.annotations = {
      'kubernetes.io/service-account.name': 'default',
      'kubernetes.io/service-account.uid': 'ServiceAccount-default',
    };
    const account = object('ServiceAccount', 'default', { secrets: [{ name: 'default-token-1' }, { name: 'mine' }] });
    const mounts = { serviceAccountName: 'default', volumes: [{ name: 't', secret: { secretName: 'default-token-1' } }] };
    const { objects, problems } = migrateAll([namespace('t1'), secret, account, pod('web-1', prod, mounts)], { rules });
    expect(problems).toEqual([]);
    const copy = objects.get('serviceaccounts/t1-prod/default');
    expect(copy.secrets).toEqual([{ name: 'default-token-1' }]);
    expect(objects.get('secrets/t1-prod/default-token-1').metadata.annotations['kubernetes.io/service-account.uid']).toBe(
      copy.metadata.uid,
    );
    expect(objects.get('serviceaccounts/t1-dev/default').metadata.uid).toBe('ServiceAccount-default');
  });
});

describe('completion', () => {
  const ranges = [
    { key: 'ranges/serviceips', object: { apiVersion: 'v1', kind: 'RangeAllocation', range: '10.0.0.0/29', data: 'AQ==' } },
    { key: 'ranges/servicenodeports', object: { apiVersion: 'v1', kind: 'RangeAllocation', range: '30000-30001', data: '' } },
  ];
  const rules = (services: Loose = {}, more: Loose = {}): unknown => rulesOf({ completion: { services, ...more } });
  const served = object('Service', 'served', { spec: { clusterIP: '10.0.0.3', selector: { app: 'served' } } });

  it('makes service, endpoints and ingress for what no service selects, at the lowest free address', () => {
    const web = controller(
      'web',
      { app: 'web' },
      {
        containers: [
          { ports: [{ containerPort: 80, name: 'http' }, { containerPort: 53, protocol: 'UDP' }, { containerPort: 80 }] },
        ],
      },
    );
    const entries = [
      ...ranges,
      served,
      controller('served', { app: 'served' }),
      web,
      pod('a', { app: 'web' }),
      pod('b', { app: 'web' }, {}, '10.1.0.2', 'False'),
      pod('c', { app: 'web' }, {}, ''),
      pod('d', { app: 'no' }),
    ];
    const { objects, became } = migrateAll(entries, {
      rules: rules(
        { labels: { made: 'y' } },
        { ingresses: { hostTemplate: '{service}.{tenant}.example.com', annotations: { a: 'b' } } },
      ),
    });
    expect(became.get('controllers/t1/web')).toEqual([
      'controllers/t1/web',
      'services/specs/t1/web',
      'services/endpoints/t1/web',
      'ingress/t1/web',
    ]);
    expect(became.get('controllers/t1/served')).toEqual(['controllers/t1/served']);
    const service = objects.get('services/specs/t1/web');
    expect(service.spec).toMatchObject({
      clusterIP: '10.0.0.2',
      type: 'ClusterIP',
      selector: { app: 'web' },
      ports: [
        { name: 'http', port: 80, targetPort: 80, protocol: 'TCP' },
        { name: 'udp-53', port: 53, targetPort: 53, protocol: 'UDP' },
      ],
    });
    expect(service.metadata).toMatchObject({
      labels: { app: 'web', made: 'y' },
      uid: 'uid-of-services/t1/web',
      creationTimestamp: '2026-11-22T04:30:00Z',
    });
    expect(objects.get('services/endpoints/t1/web').subsets).toEqual([
      {
        addresses: [{ ip: '10.1.0.1', targetRef: { kind: 'Pod', namespace: 't1', name: 'a', uid: 'Pod-a' } }],
        notReadyAddresses: [{ ip: '10.1.0.2', targetRef: { kind: 'Pod', namespace: 't1', name: 'b', uid: 'Pod-b' } }],
        ports: [
          { name: 'http', protocol: 'TCP', port: 80 },
          { name: 'udp-53', protocol: 'UDP', port: 53 },
        ],
      },
    ]);
    expect(objects.get('ingress/t1/web').spec.rules).toEqual([
      { host: 'web.t1.example.com', http: { paths: [{ backend: { serviceName: 'web', servicePort: 80 } }] } },
    ]);
    expect(objects.get('ranges/serviceips').data).toBe(Buffer.from([0b11]).toString('base64'));
  });

  it('passes over addresses that a service holds, whatever the range says', () => {
    const entries = [...ranges, served, controller('a', { app: 'a' }), controller('b', { app: 'b' })];
    const { objects } = migrateAll(entries, { rules: rules() });
    expect(['a', 'b'].map((name) => objects.get(`services/specs/t1/${name}`).spec.clusterIP)).toEqual(['10.0.0.2', '10.0.0.4']);
  });

  it('writes node ports back, and stops when they or addresses are used up', () => {
    const entries = [...ranges, controller('a', { app: 'a' }), controller('b', { app: 'b' }), controller('c', { app: 'c' })];
    const { objects } = migrateAll(entries.slice(0, -1), { rules: rules({ type: 'NodePort' }) });
    expect(objects.get('services/specs/t1/b').spec.ports[0].nodePort).toBe(30001);
    expect(objects.get('ranges/servicenodeports').data).toBe(Buffer.from([3]).toString('base64'));
    const { problems } = migrateAll(entries, { rules: rules({ type: 'NodePort' }) });
    expect(problems.map(({ key }) => key)).toEqual(['controllers/t1/c']);
    expect(migrateAll(entries.slice(2), { rules: rules() }).problems).toHaveLength(3);
  });

  it('shortens a name that no service may have, and says so; a workload without ports gets none', () => {
    const long = 'a-controller-with-a-long-name';
    const { became, notes } = migrateAll([...ranges, controller(long, { app: 'a' }), controller('mute', { app: 'm' }, {})], {
      rules: rules(),
    });
    expect(became.get(`controllers/t1/${long}`)?.[1]).toMatch(/^services\/specs\/t1\/a-controller-with-[0-9a-f]{6}$/);
    expect(became.get('controllers/t1/mute')).toHaveLength(1);
    expect(notes.filter(({ severity }) => severity === 'warning').map(({ code }) => code)).toEqual([
      'service-name-shortened',
      'workload-without-ports',
    ]);
  });

  it('refuses hosts that are none, or two of one name', () => {
    const ingresses = { hostTemplate: '{namespace}.example.com' };
    const { problems } = migrateAll([...ranges, controller('a', { app: 'a' }), controller('b', { app: 'b' })], {
      rules: rules({}, { ingresses }),
    });
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('as controllers/t1/a is')]);
  });

  it('goes with the new namespaces', () => {
    const both = rulesOf({ tenants: TENANTS, completion: { services: {} } });
    const { became, objects } = migrateAll([...ranges, namespace('t1'), controller('a', { app: 'a' }), pod('p', { app: 'a' })], {
      rules: both,
    });
    expect(became.get('controllers/t1/a')?.[1]).toBe('services/specs/t1-default/a');
    expect(objects.get('services/endpoints/t1-default/a').subsets[0].addresses[0].targetRef.namespace).toBe('t1-default');
  });
});

describe('conversion', () => {
  const rules = rulesOf({ conversion: { replicationControllers: { selector: { matchLabels: { app: 'web' } } } } });
  const mine = pod('web-1', { app: 'web', extra: 'x' });
  mine.object.metadata.annotations = {
    'kubernetes.io/created-by': JSON.stringify({
      kind: 'SerializedReference',
      reference: {
        kind: 'ReplicationController',
        namespace: 't1',
        name: 'web',
        uid: 'ReplicationController-web',
        apiVersion: 'v1',
      },
    }),
  };
  const { objects, became } = migrateAll(
    [controller('web', { app: 'web' }), controller('other', { app: 'other' }), mine, pod('other-1', { app: 'other' })],
    { rules },
  );
  const [setKey = '', deploymentKey = ''] = became.get('controllers/t1/web') ?? [];
  const set = objects.get(setKey);
  const deployment = objects.get(deploymentKey);
  const hash = set.metadata.labels['pod-template-hash'];

  it('the ReplicaSet is the successor and has the uid', () => {
    expect(setKey).toBe(`replicasets/t1/web-${hash}`);
    expect(deploymentKey).toBe('deployments/t1/web');
    expect(set.metadata.uid).toBe('ReplicationController-web');
    expect(deployment.metadata.annotations['deployment.kubernetes.io/revision']).toBe('1');
    expect(became.get('controllers/t1/other')).toEqual(['controllers/t1/other']);
  });

  it('selector, template, labels and running pods agree, so that nothing is deleted or created', () => {
    expect(hash).toMatch(/^\d{1,10}$/);
    expect(set.spec.selector).toEqual({ matchLabels: { app: 'web', 'pod-template-hash': hash } });
    expect(set.spec.template.metadata.labels).toEqual({ app: 'web', 'pod-template-hash': hash });
    expect(set.metadata.labels).toEqual(set.spec.template.metadata.labels);
    expect(objects.get('pods/t1/web-1').metadata.labels).toEqual({ app: 'web', extra: 'x', 'pod-template-hash': hash });
    expect(objects.get('pods/t1/other-1').metadata.labels).toEqual({ app: 'other' });
    expect(deployment.spec.selector).toEqual({ matchLabels: { app: 'web' } });
    const { 'pod-template-hash': _hash, ...labels } = set.spec.template.metadata.labels;
    expect(deployment.spec.template).toEqual({ ...set.spec.template, metadata: { labels } });
    expect(deployment.spec.template.spec).not.toBe(set.spec.template.spec);
  });

  it('the pods name their new controller', () => {
    const { reference } = JSON.parse(objects.get('pods/t1/web-1').metadata.annotations['kubernetes.io/created-by']);
    expect(reference).toMatchObject({ kind: 'ReplicaSet', name: `web-${hash}`, uid: 'ReplicationController-web' });
  });

  it('autoscalers of 1.1 and 1.2 scale the Deployment', () => {
    const spec = { scaleRef: { kind: 'ReplicationController', name: 'web', apiVersion: 'v1' } };
    const autoscaler = {
      key: 'horizontalpodautoscalers/t1/h',
      object: {
        apiVersion: 'extensions/v1beta1',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'h', namespace: 't1' },
        spec,
      },
    };
    const result = migrateAll([controller('web', { app: 'web' }), autoscaler], { rules, sourceRelease: '1.2' });
    expect(result.objects.get('horizontalpodautoscalers/t1/h').spec.scaleTargetRef).toMatchObject({
      kind: 'Deployment',
      name: 'web',
      apiVersion: 'extensions/v1beta1',
    });
  });

  it('a pod that two could take goes to the one that made it', () => {
    const all = rulesOf({ conversion: { replicationControllers: {} } });
    const torn = pod('p', { a: '1', b: '1' });
    torn.object.metadata.annotations = {
      'kubernetes.io/created-by': JSON.stringify({
        reference: { kind: 'ReplicationController', uid: 'ReplicationController-two' },
      }),
    };
    const result = migrateAll([controller('one', { a: '1' }), controller('two', { b: '1' }), torn], { rules: all });
    const [two = ''] = result.became.get('controllers/t1/two') ?? [];
    expect(two).toBe(`replicasets/t1/two-${result.objects.get('pods/t1/p').metadata.labels['pod-template-hash']}`);
  });

  it("two that would take each other's pods, and one that cannot have any, stop the plan", () => {
    const all = rulesOf({ conversion: { replicationControllers: {} } });
    const entries = [
      controller('one', { a: '1' }),
      controller('two', { a: '1', b: '1' }),
      object('ReplicationController', 'bare', { spec: {} }),
    ];
    expect(migrateAll(entries, { rules: all }).problems.map(({ key, message }) => `${key} ${message}`)).toEqual([
      expect.stringContaining('controllers/t1/bare is to become a Deployment, and has no template'),
      expect.stringContaining('controllers/t1/two is to become a Deployment, as ReplicationController one is'),
    ]);
  });
});
