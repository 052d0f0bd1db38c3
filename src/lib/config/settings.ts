import { z } from 'zod';
import { parseYamlDocument } from './parse-document.js';

const path = z.string().min(1);
const limit = z.strictObject({
  concurrency: z.int().min(1).optional().meta({ description: 'attempts at the same time' }),
  ratePerSecond: z.number().positive().optional().meta({ description: 'attempts that start in a second, on average' }),
  burst: z.int().min(1).optional().meta({ description: 'attempts that may start at once after a quiet time' }),
});

export const settingsSchema = z
  .strictObject({
    apiVersion: z.literal('skep.io/v1').meta({ description: 'version of this document' }),
    kind: z.literal('Settings').meta({ description: 'kind of this document' }),
    state: z
      .strictObject({
        etcd: z
          .strictObject({
            store: z
              .string()
              .regex(/^etcd3s?:\/\//, { message: 'it is no address of an etcd v3: write etcd3s://HOST:PORT' })
              .meta({ description: 'its members', examples: ['etcd3s://10.0.0.9:2379,10.0.0.10:2379'] }),
            cacert: path.optional().meta({ description: 'authority of its certificate (PEM)' }),
            cert: path.optional().meta({ description: 'client certificate (PEM)' }),
            key: path.optional().meta({ description: 'key of the client certificate (PEM)' }),
            user: z.string().min(1).optional().meta({ description: 'user name' }),
            passwordFile: path.optional().meta({ description: 'file with the password' }),
          })
          .optional()
          .meta({ description: 'an etcd v3 that all operators share; never the one that a run changes' }),
      })
      .optional()
      .meta({ description: 'where runs and locks live; without it in a directory of this machine' }),
    limits: z
      .strictObject({
        concurrency: z.int().min(1).optional().meta({ description: 'attempts at the same time, over all classes (default: 64)' }),
        classes: z.record(z.string(), limit).optional().meta({ description: 'of one class: "apiserver:prod"' }),
        families: z.record(z.string(), limit).optional().meta({ description: 'of each class of a first part: "host"' }),
      })
      .optional()
      .meta({ description: 'what steps may load at once' }),
    readOnly: z.boolean().optional().meta({ description: 'refuse every change from this machine' }),
  })
  .meta({ description: 'what holds for every command on this machine' });

export type Settings = z.infer<typeof settingsSchema>;

/** @throws SkepError CONFIG_INVALID with file, line and column of every mistake */
export function parseSettings(text: string, fileName: string): Settings {
  return parseYamlDocument(settingsSchema, 'Settings', text, fileName);
}
