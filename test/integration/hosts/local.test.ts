import { describe } from 'vitest';
import { localHost } from '../../../src/lib/hosts/local/local-host.js';
import { hostContract } from './host-contract.js';

describe('this machine', () => {
  hostContract(async (stateDirectory) => {
    const host = localHost({ environment: { PATH: process.env['PATH'] ?? '' }, stateDirectory, graceSeconds: 1 });
    return { host, stop: () => host.close() };
  });
});
