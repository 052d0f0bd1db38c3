import { decodableForms, kindByName, storedForm } from '../../../kinds/registry.js';
import { asList, asMap, asText } from '../json.js';
import type { ObjectObligation } from './obligation.js';

/**
 * An owner in a form that the target does not know (a PetSet) is no controller to its own controller, and its pods would
 * neither be counted nor adopted.
 */
export const owners: ObjectObligation = {
  id: 'owner-form',
  kinds: 'all',
  paths: ['metadata.ownerReferences'],
  expect(object, { to }) {
    for (const owner of asList(asMap(object.metadata)?.ownerReferences).map(asMap)) {
      const info = kindByName(asText(owner?.kind) ?? '');
      const stored = info === undefined ? undefined : storedForm(info, to);
      if (owner === undefined || info === undefined || stored === undefined) continue;
      const known = decodableForms(info, to).some((form) => form.apiVersion === owner.apiVersion && form.kind === owner.kind);
      if (known) continue;
      owner.apiVersion = stored.apiVersion;
      owner.kind = stored.kind ?? info.kind;
    }
  },
};
