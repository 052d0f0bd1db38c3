import { z } from 'zod';
import { namespaceListProblems, templateProblem } from './namespace-template.js';
import { invalid, parseYamlDocument } from './parse-document.js';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const labelSelectorSchema = z
  .strictObject({
    matchLabels: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'labels that must all be there with these values', examples: [{ app: 'web' }] }),
    matchExpressions: z
      .array(
        z
          .strictObject({
            key: z
              .string()
              .min(1)
              .meta({ description: 'the label', examples: ['environment'] }),
            operator: z
              .enum(['In', 'NotIn', 'Exists', 'DoesNotExist'])
              .meta({ description: 'as in Kubernetes; NotIn also holds where the label is missing' }),
            values: z
              .array(z.string())
              .min(1)
              .optional()
              .meta({ description: 'the values; for In and NotIn only', examples: [['production', 'staging']] }),
          })
          .refine(({ operator, values }) => (operator === 'In' || operator === 'NotIn') === (values !== undefined), {
            message: 'In and NotIn need values, Exists and DoesNotExist have none',
            params: { hint: 'add or remove "values"' },
          })
          .meta({ description: 'one condition' }),
      )
      .optional()
      .meta({ description: 'further conditions that must all hold' }),
  })
  .meta({ description: 'a Kubernetes label selector; the empty one, {}, matches everything' });

const patternSchema = z.string().refine(isRegularExpression, {
  message: 'it is no regular expression',
  params: { hint: 'it is read as JavaScript reads one, and must match the whole name' },
});

const namespaceListSchema = z
  .array(
    z.strictObject({
      name: z
        .string()
        .regex(DNS_LABEL, { message: 'it is no DNS label (small letters, digits and "-")' })
        .max(63)
        .meta({ description: 'what {name} stands for in the template', examples: ['prod'] }),
      selector: labelSelectorSchema.optional().meta({
        description:
          "which objects go there: looked at are an object's own labels and, of a workload, those of its pod template. The first entry that matches wins; the last has no selector and takes the rest",
      }),
    }),
  )
  .min(1)
  .superRefine((list, context) => {
    for (const { index, field, message, hint } of namespaceListProblems(list)) {
      context.addIssue({ code: 'custom', path: [index, field], message, params: { hint } });
    }
  })
  .meta({ description: 'the namespaces that this one becomes; the last keeps its uid and everything that no selector claims' });

const mappingSchema = z
  .array(
    z.strictObject({
      tenant: z
        .string()
        .min(1)
        .meta({ description: 'the tenant: the name of its namespace today', examples: ['u240891'] }),
      namespaces: namespaceListSchema,
    }),
  )
  .superRefine((list, context) => {
    list.forEach(({ tenant }, index) => {
      if (list.findIndex((entry) => entry.tenant === tenant) === index) return;
      const params = { hint: 'give each tenant one entry' };
      context.addIssue({ code: 'custom', path: [index, 'tenant'], message: `${tenant} is mapped twice`, params });
    });
  });

const tenantsSchema = z
  .strictObject({
    selector: labelSelectorSchema.optional().meta({
      description: 'the labels of the namespaces that are tenants',
      examples: [{ matchExpressions: [{ key: 'tenant', operator: 'Exists' }] }],
    }),
    namePattern: patternSchema.optional().meta({
      description: "a regular expression that the whole name of a tenant's namespace matches; with a selector both must hold",
      examples: ['[0-9a-f]{32}|u[0-9]+'],
    }),
    label: z
      .string()
      .min(1)
      .default('tenant')
      .meta({ description: 'the label that names the tenant on each of its namespaces; it is set where it is missing' }),
    namespaceTemplate: z
      .string()
      .superRefine((template, context) => {
        const problem = templateProblem(template);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem.message, params: { hint: problem.hint } });
      })
      .default('{tenant:20}-{name}')
      .meta({
        description:
          'the new name of a namespace: {tenant} is the name that it has, {name} what a mapping gives (or defaultName); a number cuts it to so many characters',
        examples: ['{tenant:20}-{name}'],
      }),
    defaultName: z
      .string()
      .regex(DNS_LABEL, { message: 'it is no DNS label (small letters, digits and "-")' })
      .default('default')
      .meta({ description: 'what {name} is for a tenant without a mapping' }),
    mapping: mappingSchema.optional().meta({ description: 'tenants whose namespace gets another name, or becomes several' }),
    mappingFile: z
      .string()
      .min(1)
      .optional()
      .meta({
        description: 'a NamespaceMapping document with more of them, relative to this file',
        examples: ['namespaces.yaml'],
      }),
  })
  .refine(({ selector, namePattern }) => selector !== undefined || namePattern !== undefined, {
    message: 'it does not say which namespaces are tenants',
    params: { hint: 'give a selector, a namePattern or both; "selector: {}" takes all but default and kube-*' },
  })
  .meta({ description: 'renames the namespaces of tenants, and all that names them; default and kube-* never' });

const servicesSchema = z
  .strictObject({
    selector: labelSelectorSchema
      .default({})
      .meta({ description: 'which workloads get a Service when none selects their pods; looked at as in a mapping' }),
    type: z.enum(['ClusterIP', 'NodePort']).default('ClusterIP').meta({ description: 'the type of the Services made' }),
    labels: z
      .record(z.string(), z.string())
      .default({})
      .meta({ description: "labels for what is made, besides the workload's own", examples: [{ 'made-by': 'skep' }] }),
  })
  .meta({
    description:
      "a Service for each ReplicationController whose pods none selects: it bears the workload's name, selects what the workload selects and has the ports of its containers; a workload without ports is reported and gets none",
  });

const ingressesSchema = z
  .strictObject({
    hostTemplate: z
      .string()
      .refine((text) => /^[^{}]*(\{(service|namespace|tenant)\}[^{}]*)+$/.test(text), {
        message: 'it knows {service}, {namespace} and {tenant}, and needs one of them',
        params: { hint: '{service}.{namespace}.apps.example.com' },
      })
      .meta({
        description: 'the host of the Ingress; {service}, {namespace} (the new one) and {tenant} are filled in',
        examples: ['{service}.{namespace}.apps.example.com'],
      }),
    annotations: z
      .record(z.string(), z.string())
      .default({})
      .meta({ description: 'annotations of the Ingresses made', examples: [{ 'kubernetes.io/ingress.class': 'haproxy' }] }),
  })
  .meta({ description: 'an Ingress for each Service that completion makes, to its first port' });

const dropSchema = z
  .strictObject({
    name: z
      .string()
      .regex(DNS_LABEL, { message: 'it is no DNS label (small letters, digits and "-")' })
      .meta({ description: 'the name of the rule, as the audit shows it', examples: ['old-test-pods'] }),
    kind: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'the kind, as it is called in the source', examples: ['Pod'] }),
    apiVersion: z
      .string()
      .min(1)
      .optional()
      .meta({ description: 'the version that it is stored in', examples: ['v1'] }),
    namespace: z.string().min(1).optional().meta({ description: 'the namespace, as it is called in the source' }),
    nameGlob: z
      .string()
      .min(1)
      .optional()
      .meta({
        description: 'a pattern for the whole name: * is any text, ? one character',
        examples: ['test-*'],
      }),
    labelSelector: labelSelectorSchema.optional(),
    reason: z
      .string()
      .min(1)
      .meta({ description: 'why; it stands in the audit beside every object', examples: ['tests of 2015'] }),
  })
  .refine(({ name: _name, reason: _reason, ...criteria }) => Object.values(criteria).some((value) => value !== undefined), {
    message: 'it says nothing of what to drop, and would drop everything',
    params: { hint: 'give at least one of kind, apiVersion, namespace, nameGlob, labelSelector' },
  })
  .meta({ description: 'objects that are left out; all that is said must hold' });

const specSchema = z
  .strictObject({
    tenants: tenantsSchema.optional(),
    serviceDns: z.enum(['report', 'rewrite']).default('report').meta({
      description:
        'DNS names of services with an old namespace in env values, commands and arguments: only reported, or rewritten, in running pods and in templates alike',
    }),
    serviceAccountTokens: z.enum(['resign', 'clear']).default('clear').meta({
      description:
        'tokens name the namespace. resign: signed anew with --service-account-key. clear: taken out, so that the token controller fills them in again; the Secret keeps its name and uid',
    }),
    completion: z
      .strictObject({ services: servicesSchema, ingresses: ingressesSchema.optional() })
      .optional()
      .meta({ description: 'makes what the newer platform expects and the older one did without' }),
    conversion: z
      .strictObject({
        replicationControllers: z
          .strictObject({
            selector: labelSelectorSchema.default({}).meta({ description: 'which of them; looked at as in a mapping' }),
          })
          .meta({ description: 'which ReplicationControllers are converted' }),
      })
      .optional()
      .meta({ description: 'makes Deployments of ReplicationControllers; their ReplicaSets adopt the running pods' }),
    drop: z
      .array(dropSchema)
      .superRefine((list, context) => {
        list.forEach(({ name }, index) => {
          if (list.findIndex((rule) => rule.name === name) === index) return;
          const params = { hint: 'the audit tells rules apart by name' };
          context.addIssue({ code: 'custom', path: [index, 'name'], message: `two rules are called ${name}`, params });
        });
      })
      .default([])
      .meta({ description: 'what is left out on purpose; the first rule that matches counts' }),
    foreign: z
      .strictObject({
        drop: z
          .array(z.string().min(1))
          .default([])
          .meta({
            description: 'beginnings of keys that are no Kubernetes objects and are left out; the others are copied as they are',
            examples: [['/coreos.com/network/']],
          }),
      })
      .default({ drop: [] })
      .meta({ description: 'keys of others in the same etcd (flannel, calico)' }),
    networkPolicies: z.enum(['drop-inactive', 'keep']).optional().meta({
      description: 'NetworkPolicies that were not in force before 1.7: left out, or kept, and then they come into force',
    }),
    module: z
      .string()
      .min(1)
      .optional()
      .meta({
        description: 'a JavaScript module, relative to this file, that may change or drop each object',
        examples: ['rules.mjs'],
      }),
  })
  .meta({ description: 'the rules; what is not said is left as it is' });

/** A MigrationRules document. */
export const migrationRulesSchema = z
  .strictObject({
    kind: z.literal('MigrationRules'),
    apiVersion: z.literal('skep.io/v1'),
    spec: specSchema,
  })
  .meta({
    description: 'what a site changes on the way from one release to the next, beside what the releases themselves demand',
  });

/** A NamespaceMapping document: the mapping of MigrationRules in a file of its own. */
export const namespaceMappingSchema = z
  .strictObject({
    kind: z.literal('NamespaceMapping'),
    apiVersion: z.literal('skep.io/v1'),
    spec: z
      .strictObject({ tenants: mappingSchema.meta({ description: 'tenants and the namespaces that theirs becomes' }) })
      .meta({ description: 'the mapping' }),
  })
  .meta({ description: 'which namespaces the namespace of each tenant becomes' });

export type MigrationRules = z.infer<typeof migrationRulesSchema>;
export type NamespaceMapping = z.infer<typeof namespaceMappingSchema>;
export type DropRule = z.infer<typeof dropSchema>;

/** @throws SkepError CONFIG_INVALID with file, line and column of every mistake */
export function parseMigrationRules(text: string, fileName: string): MigrationRules {
  return parseYamlDocument(migrationRulesSchema, 'MigrationRules', text, fileName);
}

/** @throws SkepError CONFIG_INVALID with file, line and column of every mistake */
export function parseNamespaceMapping(text: string, fileName: string): NamespaceMapping {
  return parseYamlDocument(namespaceMappingSchema, 'NamespaceMapping', text, fileName);
}

/**
 * The rules with what their mappingFile says.
 * @throws SkepError CONFIG_INVALID when both map a tenant, or the rules have no tenants
 */
export function withNamespaceMapping(rules: MigrationRules, mapping: NamespaceMapping, fileName: string): MigrationRules {
  const { tenants } = rules.spec;
  const own = tenants?.mapping ?? [];
  const problems = mapping.spec.tenants.flatMap(({ tenant }, index) => {
    if (tenants !== undefined && !own.some((entry) => entry.tenant === tenant)) return [];
    const message = tenants === undefined ? 'the rules have no tenants' : `${tenant} is mapped by the rules as well`;
    return [{ path: `spec.tenants[${index}].tenant`, line: 1, column: 1, message, hint: 'leave one of them out' }];
  });
  if (tenants === undefined || problems.length > 0) throw invalid('NamespaceMapping', fileName, problems);
  return { ...rules, spec: { ...rules.spec, tenants: { ...tenants, mapping: [...own, ...mapping.spec.tenants] } } };
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}
