// node --import tsx --import ./test/rig/with-file-steps.mjs bin/run.js ...: the program with the steps of file-steps.ts.
import { register } from 'node:module';

const hook = `
export async function resolve(specifier, context, next) {
  if (specifier.endsWith('/step-kinds.js')) return next(${JSON.stringify(new URL('./file-steps.ts', import.meta.url).href)}, context);
  return next(specifier, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
