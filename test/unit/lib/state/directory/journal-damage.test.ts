import { beforeAll, describe, expect, test } from 'vitest';
import { isSkepError } from '../../../../../src/lib/errors.js';
import type { OpenFile } from '../../../../../src/lib/ports/files.js';
import { encodeLine } from '../../../../../src/lib/state/directory/journal-line.js';
import { JOURNAL_START, readLines } from '../../../../../src/lib/state/directory/journal-reader.js';
import { journalWriter } from '../../../../../src/lib/state/directory/journal-writer.js';
import { MemoryFiles } from '../../../../rig/memory-files.js';

const PATH = '/run/journal.ndjson';
const LINES = ['{"v":1,"type":"run-opened"}', '{"v":1,"step":"ä€😀"}', '"x"', '[1,2,3]', '{"v":1,"type":"run-ended"}'];

/** Five lines: each of the first three durable when the next was written, the last two written together. */
const WHOLE = Buffer.from(LINES.map((line, number) => encodeLine(number, Math.min(number, 3), line)).join(''));

type Reading = { readonly lines: string[]; readonly offset: number } | { readonly line: unknown; readonly offset: unknown };

async function read(bytes: Uint8Array): Promise<Reading> {
  const files = new MemoryFiles();
  files.put(PATH, bytes);
  const file: OpenFile = await files.open(PATH, 'r');
  const lines: string[] = [];
  let offset = 0;
  try {
    for await (const { line, after } of readLines(file, PATH, JOURNAL_START)) {
      lines.push(line);
      offset = after.offset;
    }
    return { lines, offset };
  } catch (error) {
    if (!isSkepError(error) || error.code !== 'STATE_CORRUPT') throw error;
    return { line: error.details['line'], offset: error.details['offset'] };
  }
}

describe('a journal', () => {
  const starts: number[] = [];
  beforeAll(() => {
    let offset = 0;
    for (const line of WHOLE.toString().split('\n')) {
      starts.push(offset);
      offset += Buffer.byteLength(line) + 1;
    }
  });

  test('gives back its lines', async () => {
    expect(await read(WHOLE)).toEqual({ lines: LINES, offset: WHOLE.length });
  });

  test('cut off at any byte ends with its last whole line', async () => {
    for (let length = 0; length < WHOLE.length; length += 1) {
      const whole = starts.filter((start) => start <= length).length - 1;
      expect(await read(WHOLE.subarray(0, length)), `cut at ${String(length)}`).toEqual({
        lines: LINES.slice(0, whole),
        offset: starts[whole],
      });
    }
  });

  test('with any bit of it flipped is refused, with the place', async () => {
    for (let at = 0; at < WHOLE.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const bytes = Buffer.from(WHOLE);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const place = starts.filter((start) => start <= at).length;
        expect(await read(bytes), `bit ${String(bit)} of byte ${String(at)}`).toEqual({ line: place, offset: starts[place - 1] });
      }
    }
  });

  test('with a hole of zeros in lines that were never durable ends before it, as after a power cut', async () => {
    const [, , , fourth = 0, fifth = 0] = starts;
    const bytes = Buffer.from(WHOLE);
    bytes.fill(0, fourth + 3, fifth - 4);
    expect(await read(bytes)).toEqual({ lines: LINES.slice(0, 3), offset: fourth });
  });

  test('with a hole of zeros in lines that were durable is refused', async () => {
    const [, second = 0, third = 0] = starts;
    const bytes = Buffer.from(WHOLE);
    bytes.fill(0, second + 3, third - 4);
    expect(await read(bytes)).toEqual({ line: 2, offset: second });
  });

  test('with a line missing, doubled or moved is refused', async () => {
    const lines = LINES.map((_line, number) => WHOLE.subarray(starts[number], starts[number + 1]));
    const [a, b, c, d, e] = lines as [Buffer, Buffer, Buffer, Buffer, Buffer];
    expect(await read(Buffer.concat([a, c, d, e]))).toMatchObject({ line: 2 });
    expect(await read(Buffer.concat([a, b, b, c, d, e]))).toMatchObject({ line: 3 });
    expect(await read(Buffer.concat([b, a, c, d, e]))).toMatchObject({ line: 1 });
  });

  test('whose lines are longer than what is read at once is read whole', async () => {
    const long = [JSON.stringify('x'.repeat(700_000)), '1', JSON.stringify('y'.repeat(300_000))];
    const bytes = Buffer.from(long.map((line, number) => encodeLine(number, number, line)).join(''));
    expect(await read(bytes)).toEqual({ lines: long, offset: bytes.length });
  });
});

describe('a journal writer', () => {
  async function writerOver(files: MemoryFiles) {
    const file = await files.open(PATH, 'w');
    const lost = new AbortController();
    return journalWriter({
      file,
      path: PATH,
      start: JOURNAL_START,
      assertOwned: async () => {},
      lost: lost.signal,
      onClose: async () => {},
    });
  }

  test('syncs lines together that are appended together', async () => {
    let syncs = 0;
    const files = new MemoryFiles({ before: (operation) => (syncs += operation === 'sync' ? 1 : 0) });
    const writer = await writerOver(files);
    // 64 steps, each of which goes on as soon as its line is durable.
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        for (let round = 0; round < 10; round += 1) await writer.append('1');
      }),
    );
    expect(syncs).toBe(10);
    await writer.close();
    expect(await read(files.bytesOf(PATH))).toMatchObject({ lines: Array.from({ length: 640 }, () => '1') });
  });

  test.each([
    ['ENOSPC', 'write', /the disk is full \(ENOSPC\)/],
    ['EIO', 'sync', /cannot be written \(EIO\)/],
  ])('after %s of a %s refuses everything, also what waits', async (code, failing, message) => {
    let broken = false;
    const files = new MemoryFiles({
      before: (operation) => {
        if (broken && operation === failing) throw Object.assign(new Error(code), { code, syscall: operation });
      },
    });
    const writer = await writerOver(files);
    await writer.append('1');
    broken = true;
    const waiting = await Promise.allSettled([writer.append('2'), writer.append('3')]);
    broken = false;
    waiting.push(...(await Promise.allSettled([writer.append('4')])));
    for (const one of waiting)
      expect(one).toMatchObject({
        status: 'rejected',
        reason: { code: 'STATE_UNWRITABLE', exitCode: 1, message: expect.stringMatching(message) },
      });
    await writer.close();
    expect(await read(files.bytesOf(PATH))).toMatchObject({ lines: failing === 'write' ? ['1'] : ['1', '2', '3'] });
  });

  test('takes no line with a line break', async () => {
    const writer = await writerOver(new MemoryFiles());
    await expect(writer.append('1\n2')).rejects.toMatchObject({ code: 'INTERNAL_BUG' });
  });
});
