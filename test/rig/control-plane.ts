import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScratchApiserver } from '../../src/lib/shadow/apiserver.js';
import type { ApiClient } from '../../src/lib/shadow/api-client.js';
import { startChild } from '../../src/lib/shadow/child.js';
import type { Child } from '../../src/lib/shadow/child.js';
import { restoreToolBeside, startScratchEtcd } from '../../src/lib/shadow/etcd.js';
import { freePorts } from '../../src/lib/shadow/loopback-ports.js';
import { createScratch } from '../../src/lib/shadow/scratch.js';
import { kubernetesBinaries } from './kubernetes.js';
import { etcdBinary } from './need.js';

export interface ControlPlaneOptions {
  /** A backend file or saved snapshot, unpacked. */
  readonly snapshotDb: string;
  /** Of the kube-apiserver. The controller-manager is always of 1.20; with 1.9 not all of its controllers run. */
  readonly release?: '1.9' | '1.20';
  readonly controllerManager?: boolean;
  /** For --controllers. By default all but those that act on nodes whose kubelets are silent, as all are here. */
  readonly controllers?: string;
  /** PEM file of the key that signed the tokens of the snapshot, where the controllers are to accept them. */
  readonly serviceAccountKeyFile?: string;
  readonly serviceClusterIpRange?: string;
  readonly extraApiserverFlags?: readonly string[];
}

export interface ControlPlane {
  /** GET only. */
  readonly client: ApiClient;
  /** For kubectl and others. */
  readonly kubeconfigFile: string;
  readonly url: string;
  readonly token: string;
  /** `127.0.0.1:PORT`, as it stands in `etcd3://...`. */
  readonly etcdEndpoint: string;
  readonly scratch: string;
  stop(): Promise<void>;
}

const CONTROLLERS = '*,-nodelifecycle,-nodeipam,-podgc,-attachdetach,-cloud-node-lifecycle';

/** Starts etcd, a kube-apiserver and, if wanted, its controller-manager on a copy of the snapshot. They die with this process. */
export async function startControlPlane(options: ControlPlaneOptions): Promise<ControlPlane> {
  const binaries = kubernetesBinaries(options.release);
  const etcd = etcdBinary();
  const tool = etcd === undefined ? undefined : await restoreToolBeside(etcd);
  if (binaries === undefined || etcd === undefined || tool === undefined) {
    throw new Error('no control plane here: run test/rig/apiserver.sh and test/rig/install-debian.sh');
  }
  const scratch = await createScratch(tmpdir());
  const open: { end(): Promise<void> }[] = [];
  const stop = async (): Promise<void> => {
    for (const each of open.splice(0).reverse()) await each.end();
    await scratch.remove();
  };
  try {
    const store = await startScratchEtcd({
      binary: etcd,
      scratch: scratch.path,
      api: 'v3',
      restore: { file: options.snapshotDb, tool },
    });
    open.push(store);
    const server = await startScratchApiserver({
      binary: binaries.apiserver,
      scratch: scratch.path,
      etcdEndpoint: store.endpoint,
      api: 'v3',
      etcdPrefix: '/registry',
      ...(options.serviceAccountKeyFile !== undefined && { serviceAccountKeyFile: options.serviceAccountKeyFile }),
      ...(options.serviceClusterIpRange !== undefined && { serviceClusterIpRange: options.serviceClusterIpRange }),
      ...(options.extraApiserverFlags !== undefined && { extraFlags: options.extraApiserverFlags }),
    });
    open.push(server);
    const kubeconfigFile = join(scratch.path, 'kubeconfig.json');
    await writeFile(kubeconfigFile, kubeconfig(server.url, server.certificateFile, server.token), { mode: 0o600 });
    if (options.controllerManager === true) {
      open.push(
        await startControllerManager(
          kubernetesBinaries()?.controllerManager ?? '',
          scratch.path,
          kubeconfigFile,
          server.serviceAccountKeyFile,
          options,
        ),
      );
    }
    const { client, url, token } = server;
    return { client, kubeconfigFile, url, token, etcdEndpoint: store.endpoint, scratch: scratch.path, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startControllerManager(
  binary: string,
  scratch: string,
  kubeconfigFile: string,
  keyFile: string,
  { controllers = CONTROLLERS }: ControlPlaneOptions,
): Promise<Child> {
  const [port = 0] = await freePorts(1);
  const child = await startChild(
    binary,
    [
      `--kubeconfig=${kubeconfigFile}`,
      `--service-account-private-key-file=${keyFile}`,
      `--controllers=${controllers}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
      `--secure-port=${String(port)}`,
      '--port=0',
      `--cert-dir=${scratch}`,
    ],
    { logFile: join(scratch, 'kube-controller-manager.log'), cwd: scratch },
  );
  // It has no start to wait for; what a wrong flag brings about shows at once.
  const ended = await Promise.race([child.exited, new Promise<undefined>((resolve) => setTimeout(resolve, 1500, undefined))]);
  if (ended !== undefined) throw new Error(`kube-controller-manager ended with ${String(ended)}:\n${await child.tail()}`);
  return child;
}

function kubeconfig(server: string, authority: string, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'scratch', cluster: { server, 'certificate-authority': authority } }],
    users: [{ name: 'skep', user: { token } }],
    contexts: [{ name: 'scratch', context: { cluster: 'scratch', user: 'skep' } }],
    'current-context': 'scratch',
  });
}
