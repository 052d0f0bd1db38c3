import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compiledChild } from './compiled-child.js';
import { newWorld, runChild, walk, worldOf } from './kill-walk.js';

test('a run that was killed at any disk operation is resumed to the same world', async () => {
  const child = await compiledChild();
  const undisturbed = await newWorld();
  await runChild(child, [{ mode: 'run', directory: undisturbed, dieAt: 0 }]);
  const world = worldOf(undisturbed);
  await rm(undisturbed, { recursive: true });
  expect(Object.keys(world)).toHaveLength(12);
  const { points, wrong } = await walk({
    child,
    first: 'run',
    then: 'run',
    prepare: newWorld,
    judge: (directory) => (JSON.stringify(worldOf(directory)) === JSON.stringify(world) ? [] : ['the world is another one']),
  });
  expect(wrong).toEqual([]);
  // Fewer would mean that operations no longer go through the files that kill.
  expect(points).toBeGreaterThan(120);
});
