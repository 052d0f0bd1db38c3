import type { SshHostOptions } from '../../../src/lib/hosts/ssh/ssh-host.js';
import { sshHost } from '../../../src/lib/hosts/ssh/ssh-host.js';
import type { SshRig } from '../../rig/sshd.js';
import { describeWithSshd, startSshRig } from '../../rig/sshd.js';
import { hostContract } from './host-contract.js';

export function rigHost(rig: SshRig, host: string, more: Partial<SshHostOptions> = {}) {
  const environment = { PATH: process.env['PATH'] ?? '' };
  return sshHost({ host, configFile: rig.configFile, home: rig.directory, environment, graceSeconds: 1, ...more });
}

describeWithSshd('a host by ssh', () => {
  hostContract(async (stateDirectory) => {
    const rig = await startSshRig({ hosts: ['alpha'] });
    const host = rigHost(rig, 'alpha', { stateDirectory });
    return {
      host,
      async stop() {
        await host.close();
        await rig.stop();
      },
    };
  });
});
