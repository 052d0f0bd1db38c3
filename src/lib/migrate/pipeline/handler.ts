import type { CarrySettings } from './carry.js';
import type { Reply, Request } from './protocol.js';
import { carrySettings, emptyFacts, type CarrySetup } from './setup.js';
import { loadSiteModule } from './site-module.js';
import { observeBatch, transformBatch } from './transform.js';

/** The work behind the protocol: the same in a worker thread and inline. */
export function createHandler(): (request: Request) => Promise<Reply> {
  let settings: CarrySettings | undefined;
  let observed: unknown[] = [];
  let setup: CarrySetup | undefined;

  function ready(): CarrySettings {
    if (settings === undefined) throw new Error('a batch came before the setup');
    return settings;
  }

  return async (request) => {
    switch (request.do) {
      case 'setup':
        setup = request.setup;
        settings = carrySettings(
          setup,
          request.facts,
          setup.modulePath === undefined ? undefined : await loadSiteModule(setup.modulePath),
        );
        observed = emptyFacts(setup);
        return { done: 'setup' };
      case 'observe':
        observeBatch(ready(), request.migration, observed[request.migration], request.batch);
        return { done: 'observe' };
      case 'facts':
        return { done: 'facts', facts: observed[request.migration] };
      case 'transform':
        return { done: 'transform', result: transformBatch(ready(), request.batch) };
    }
  };
}
