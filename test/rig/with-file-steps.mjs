// node --import tsx --import ./test/rig/with-file-steps.mjs bin/run.js ...: the program with the steps of file-steps.ts.
import * as module from 'node:module';

const STEPS = new URL('./file-steps.ts', import.meta.url).href;

if (module.registerHooks === undefined) {
  // Node 20 knows hooks in a thread of their own only.
  const hook = `
export async function resolve(specifier, context, next) {
  return next(specifier.endsWith('/step-kinds.js') ? ${JSON.stringify(STEPS)} : specifier, context);
}`;
  module.register(`data:text/javascript,${encodeURIComponent(hook)}`);
} else {
  module.registerHooks({
    resolve: (specifier, context, next) => next(specifier.endsWith('/step-kinds.js') ? STEPS : specifier, context),
  });
}
