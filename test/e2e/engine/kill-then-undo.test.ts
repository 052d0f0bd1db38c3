import { expect, test } from 'vitest';
import { compiledChild } from './compiled-child.js';
import { newWorld, walk, worldOf } from './kill-walk.js';

test('a run that was killed at any disk operation is taken back to the world as it was', async () => {
  const child = await compiledChild();
  const { points, wrong } = await walk({
    child,
    first: 'run',
    then: 'undo',
    prepare: newWorld,
    judge: (directory) =>
      JSON.stringify(worldOf(directory)) === '{"c":"new c","d":"old d"}' ? [] : ['the world is another one'],
  });
  expect(wrong).toEqual([]);
  expect(points).toBeGreaterThan(120);
});
