import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startEtcd } from '../../rig/etcd.js';
import { describeWithEtcd } from '../../rig/need.js';

describeWithEtcd('the etcd rig', () => {
  it('starts a server with both APIs, ends it, and removes its directory', async () => {
    const etcd = await startEtcd();
    try {
      const version = await fetch(`${etcd.clientUrl}/version`);
      expect(version.status).toBe(200);
      const v2 = await fetch(`${etcd.clientUrl}/v2/keys/`);
      expect(v2.headers.get('x-etcd-index')).toMatch(/^\d+$/);
    } finally {
      await etcd.stop();
    }
    expect(existsSync(etcd.dataDir)).toBe(false);
    await expect(fetch(`${etcd.clientUrl}/version`)).rejects.toThrow();
  });

  it('comes back after a kill with the same data at the same address', async () => {
    const etcd = await startEtcd();
    await fetch(`${etcd.clientUrl}/v2/keys/a?value=b`, { method: 'PUT' });
    await etcd.kill();
    const again = await startEtcd({ dataDir: etcd.dataDir, port: etcd.port });
    const answer = await fetch(`${again.clientUrl}/v2/keys/a`);
    expect(await answer.json()).toMatchObject({ node: { value: 'b' } });
    await again.stop();
    await etcd.stop();
    expect(existsSync(etcd.dataDir)).toBe(false);
  });
});
