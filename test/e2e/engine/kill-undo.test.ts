import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { compiledChild } from './compiled-child.js';
import { copyOf, newWorld, runChild, walk, worldOf } from './kill-walk.js';

test('an undo that was killed at any disk operation goes on to the world as it was', async () => {
  const child = await compiledChild();
  const finished = await newWorld();
  await runChild(child, [{ mode: 'run-concurrent', directory: finished, dieAt: 0 }]);
  const { points, wrong } = await walk({
    child,
    first: 'undo',
    then: 'undo',
    prepare: () => copyOf(finished),
    judge: (directory) =>
      JSON.stringify(worldOf(directory)) === '{"c":"new c","d":"old d"}' ? [] : ['the world is another one'],
  });
  await rm(finished, { recursive: true });
  expect(wrong).toEqual([]);
  expect(points).toBeGreaterThan(80);
});
