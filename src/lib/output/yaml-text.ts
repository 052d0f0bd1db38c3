import { stringify } from 'yaml';

/** YAML 1.2 as kubectl users know it: no anchors, no folding, text of several lines as a block. */
export function yamlText(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0, version: '1.2', compat: 'yaml-1.1' });
}
