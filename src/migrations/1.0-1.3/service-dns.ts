import type { KindInfo } from '../../lib/kinds/kind.js';
import { type CompiledPath, compilePath, joinPaths, visit } from '../../lib/kinds/path.js';
import type { KubeObject } from '../../lib/storage/json.js';
import { type Context10, type Facts10 } from './facts.js';
import { namingOf, newNamespace } from './placement.js';
import { wholeOf } from './whole.js';

/** Where people write down where a service is. */
const PLACES = [
  ...['containers', 'initContainers'].flatMap((list) => [
    `spec.${list}[].env[].value`,
    `spec.${list}[].command[]`,
    `spec.${list}[].args[]`,
    `spec.${list}[].livenessProbe.exec.command[]`,
    `spec.${list}[].readinessProbe.exec.command[]`,
  ]),
  'spec.volumes[].nfs.server',
];

// A memo of the registry, filled at first need: the same in every process.
const COMPILED = new Map<string, readonly CompiledPath[]>();

/**
 * DNS names of services whose namespace gets another name: reported, or rewritten, as the rules say. A pod and the template that
 * it was made from hold the same text, and so do the same.
 */
export function followServiceNames(object: KubeObject, info: KindInfo, context: Context10): void {
  const rewrites = context.facts.rules?.spec.serviceDns === 'rewrite';
  for (const path of pathsOf(info)) {
    visit(object, path, (place) => {
      if (typeof place.value !== 'string') return;
      const { text, found, mentions } = renamed(place.value, context.facts);
      if (rewrites && found.length > 0) place.set(text);
      for (const [from, to] of found) {
        const message = rewrites
          ? `named ${from}, which is ${to} now`
          : `names ${from}, which is ${to} now: change it, or let serviceDns: rewrite do so`;
        const code = rewrites ? 'service-dns-rewritten' : 'service-dns-old-namespace';
        context.note({ code, severity: rewrites ? 'info' : 'warning', path: place.path(), message });
      }
      for (const namespace of mentions) {
        const message = `names the namespace ${namespace}, which has another name now; what is meant is not known, and it is left as it is`;
        context.note({ code: 'old-namespace-mentioned', severity: 'warning', path: place.path(), message });
      }
    });
  }
}

function pathsOf(info: KindInfo): readonly CompiledPath[] {
  const known = COMPILED.get(info.kind);
  if (known !== undefined) return known;
  const paths = (info.podTemplates ?? []).flatMap((template) => PLACES.map((path) => compilePath(joinPaths(template, path))));
  COMPILED.set(info.kind, paths);
  return paths;
}

interface Renamed {
  readonly text: string;
  /** Old and new name of each service found. */
  readonly found: readonly (readonly [string, string])[];
  /** Old namespaces that are named by themselves. */
  readonly mentions: readonly string[];
}

function renamed(text: string, facts: Facts10): Renamed {
  const found: [string, string][] = [];
  const mentions = new Set<string>();
  const words = text.split(/([^A-Za-z0-9.-]+)/).map((word) => {
    const to = renamedHost(word, facts);
    if (to !== undefined) {
      found.push([word, to]);
      return to;
    }
    if (/^[a-z0-9-]+$/.test(word) && facts.namespaces.has(word) && namingOf(facts, word) !== undefined) mentions.add(word);
    return word;
  });
  return { text: words.join(''), found, mentions: [...mentions] };
}

/** `name.namespace.svc...`, and `name.namespace` or `name.namespace.<domain>` where there is such a Service. */
function renamedHost(word: string, facts: Facts10): string | undefined {
  if (!word.includes('.')) return undefined;
  const labels = word.split('.');
  const marker = labels.indexOf('svc', 2);
  const at = marker < 0 ? 1 : marker - 1;
  const service = labels[at - 1] ?? '';
  const namespace = labels[at] ?? '';
  if (namingOf(facts, namespace) === undefined || !facts.namespaces.has(namespace)) return undefined;
  if (marker < 0 && !facts.services.has(`${namespace}/${service}`)) return undefined;
  const to = newNamespace(facts, wholeOf(facts).places, 'Service', namespace, service);
  return [...labels.slice(0, at), to, ...labels.slice(at + 1)].join('.');
}
