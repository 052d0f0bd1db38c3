import type { FieldsShape, Shape } from './shape.js';

const strings: Shape = { listOf: 'string' };
const keySelector: Shape = { fields: { name: 'string', key: 'string', optional: 'boolean' } };
const sourceReference: Shape = { fields: { name: 'string', optional: 'boolean' } };
const quantities: Shape = { mapOf: 'quantity' };

const handlers: Readonly<Record<string, Shape>> = {
  exec: { fields: { command: strings } },
  httpGet: {
    fields: {
      path: 'string',
      port: 'int-or-string',
      host: 'string',
      scheme: 'string',
      httpHeaders: { listOf: { fields: { name: 'string', value: 'string' } } },
    },
  },
  tcpSocket: { fields: { port: 'int-or-string', host: 'string' } },
};

const probe: Shape = {
  fields: {
    ...handlers,
    initialDelaySeconds: 'integer',
    timeoutSeconds: 'integer',
    periodSeconds: 'integer',
    successThreshold: 'integer',
    failureThreshold: 'integer',
  },
};

const env: Shape = {
  fields: {
    name: 'string',
    value: 'string',
    valueFrom: {
      fields: {
        fieldRef: { fields: { apiVersion: 'string', fieldPath: 'string' } },
        resourceFieldRef: { fields: { containerName: 'string', resource: 'string', divisor: 'quantity' } },
        configMapKeyRef: keySelector,
        secretKeyRef: keySelector,
      },
    },
  },
};

const securityContext: Shape = {
  fields: {
    capabilities: { fields: { add: strings, drop: strings } },
    privileged: 'boolean',
    seLinuxOptions: { fields: { user: 'string', role: 'string', type: 'string', level: 'string' } },
    runAsUser: 'integer',
    runAsNonRoot: 'boolean',
    readOnlyRootFilesystem: 'boolean',
    allowPrivilegeEscalation: 'boolean',
  },
};

/** A container as 1.9 knows it. */
export const CONTAINER: FieldsShape = {
  fields: {
    name: 'string',
    image: 'string',
    command: strings,
    args: strings,
    workingDir: 'string',
    ports: {
      listOf: {
        fields: { name: 'string', hostPort: 'integer', containerPort: 'integer', protocol: 'string', hostIP: 'string' },
      },
    },
    envFrom: { listOf: { fields: { prefix: 'string', configMapRef: sourceReference, secretRef: sourceReference } } },
    env: { listOf: env },
    resources: { fields: { limits: quantities, requests: quantities } },
    volumeMounts: {
      listOf: {
        fields: { name: 'string', readOnly: 'boolean', mountPath: 'string', subPath: 'string', mountPropagation: 'string' },
      },
    },
    volumeDevices: { listOf: { fields: { name: 'string', devicePath: 'string' } } },
    livenessProbe: probe,
    readinessProbe: probe,
    lifecycle: { fields: { postStart: { fields: handlers }, preStop: { fields: handlers } } },
    terminationMessagePath: 'string',
    terminationMessagePolicy: 'string',
    imagePullPolicy: 'string',
    securityContext,
    stdin: 'boolean',
    stdinOnce: 'boolean',
    tty: 'boolean',
  },
};

const containerState: Shape = {
  fields: {
    waiting: { fields: { reason: 'string', message: 'string' } },
    running: { fields: { startedAt: 'string' } },
    terminated: {
      fields: {
        exitCode: 'integer',
        signal: 'integer',
        reason: 'string',
        message: 'string',
        startedAt: 'string',
        finishedAt: 'string',
        containerID: 'string',
      },
    },
  },
};

export const CONTAINER_STATUS: FieldsShape = {
  fields: {
    name: 'string',
    state: containerState,
    lastState: containerState,
    ready: 'boolean',
    restartCount: 'integer',
    image: 'string',
    imageID: 'string',
    containerID: 'string',
  },
};

const requirements: Shape = { listOf: { fields: { key: 'string', operator: 'string', values: strings } } };
const nodeSelectorTerm: Shape = { fields: { matchExpressions: requirements } };

const podAffinityTerm: Shape = {
  fields: {
    labelSelector: { fields: { matchLabels: { mapOf: 'string' }, matchExpressions: requirements } },
    namespaces: strings,
    topologyKey: 'string',
  },
};

const podAffinity: Shape = {
  fields: {
    requiredDuringSchedulingIgnoredDuringExecution: { listOf: podAffinityTerm },
    preferredDuringSchedulingIgnoredDuringExecution: {
      listOf: { fields: { weight: 'integer', podAffinityTerm } },
    },
  },
};

export const AFFINITY: FieldsShape = {
  fields: {
    nodeAffinity: {
      fields: {
        requiredDuringSchedulingIgnoredDuringExecution: { fields: { nodeSelectorTerms: { listOf: nodeSelectorTerm } } },
        preferredDuringSchedulingIgnoredDuringExecution: {
          listOf: { fields: { weight: 'integer', preference: nodeSelectorTerm } },
        },
      },
    },
    podAffinity,
    podAntiAffinity: podAffinity,
  },
};

export const TOLERATION: FieldsShape = {
  fields: { key: 'string', operator: 'string', value: 'string', effect: 'string', tolerationSeconds: 'integer' },
};

/** timeAdded is what the node controller of 1.6 began to write; an annotation never had a meaning for it. */
export const TAINT: FieldsShape = { fields: { key: 'string', value: 'string', effect: 'string' } };
