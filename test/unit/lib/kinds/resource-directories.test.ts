import { expect, it } from 'vitest';
import { resourceDirectories } from '../../../../src/lib/kinds/resource-directories.js';

it.each([
  ['events', ['events']],
  ['/events', ['events']],
  ['nodes', ['minions']],
  ['services', ['services/specs']],
  ['policy/podsecuritypolicies', ['podsecuritypolicies', 'podsecuritypolicy']],
  ['stable.example.com/backups', ['stable.example.com/backups']],
  ['apps/events', []],
  ['evnets', []],
])('%s is kept in %j', (resource, directories) => {
  expect(resourceDirectories(resource)).toEqual(directories);
});
