import {
  Listr,
  ListrDefaultRendererLogLevels as Level,
  ListrLogger,
  ListrTaskState,
  ProcessOutput,
  figures,
  type DefaultRenderer,
  type ListrTask,
  type ListrTaskWrapper,
  type SimpleRenderer,
} from 'listr2';
import type { TextStream } from '../../ports/terminal.js';
import type { Paint } from '../color.js';
import { paintFor } from '../color.js';
import type { RunOutline } from './board.js';
import { RunBoard } from './board.js';
import type { RunRenderer } from './renderer.js';
import type { GroupLook } from './tree-text.js';
import { lookOf, treeView } from './tree-text.js';

const REDRAW_MS = 100;

type Wrapper = ListrTaskWrapper<undefined, typeof DefaultRenderer, typeof SimpleRenderer>;

export interface TreeOptions {
  /** Node's own stream behind `stream`: the list is drawn on it. */
  readonly output: NodeJS.WriteStream;
  readonly stream: TextStream;
  readonly outline: RunOutline;
  readonly now: () => number;
}

/**
 * The run as a tree that is drawn anew: a line for each group of steps, what failed below it, and one line for the whole. listr2
 * only draws; what is done, and when, the engine decides.
 */
export function treeRenderer({ output, stream, outline, now }: TreeOptions): RunRenderer {
  const board = new RunBoard(outline);
  const paint = paintFor(stream);
  const over = new Deferred();
  let drawn: Drawn | undefined;
  let timer: NodeJS.Timeout | undefined;
  const redraw = (): void => drawn?.refresh(treeView(board, stream.columns ?? 80, now(), paint));
  return {
    recall: (event) => board.take(event),
    tell(event) {
      board.take(event);
      drawn ??= draw(board, output, paint, over);
      timer ??= setInterval(redraw, REDRAW_MS);
    },
    async end() {
      clearInterval(timer);
      redraw();
      over.resolve();
      await drawn?.finished;
    },
  };
}

interface Drawn {
  refresh(view: ReturnType<typeof treeView>): void;
  readonly finished: Promise<unknown>;
}

function draw(board: RunBoard, output: NodeJS.WriteStream, paint: Paint, over: Deferred): Drawn {
  const wrappers = new Map<string, Wrapper>();
  const task = (key: string, outcome: () => GroupLook): ListrTask<undefined, typeof DefaultRenderer, typeof SimpleRenderer> => ({
    title: key,
    rendererOptions: { persistentOutput: true, outputBar: 1 },
    task: async (_context, wrapper) => {
      wrappers.set(key, wrapper);
      wrapper.title = '';
      await over.promise;
      const look = outcome();
      // A rejection is listr2's way to be told of a failure; the text is the title that stands there.
      if (look === 'failed') throw new Error(wrapper.title);
      if (look !== 'done') wrapper.skip(wrapper.title);
    },
  });
  const groups = board.groups.map(({ name }) => name);
  const lookNow = (name: string): GroupLook => {
    const group = board.groups.find((candidate) => candidate.name === name);
    return group === undefined ? 'done' : lookOf(group);
  };
  const status = (): GroupLook => (board.ended?.outcome === 'failed' || board.ended?.outcome === 'stopped' ? 'failed' : 'done');
  const tasks = [
    ...groups.map((name) => task(`group ${name}`, () => lookNow(name))),
    task('folded', () => 'waiting'),
    task('status', status),
  ];
  const logger = new ListrLogger<Level>({ useIcons: true, processOutput: new ProcessOutput(output, output) });
  const list = new Listr<undefined, 'default', 'simple'>(tasks, {
    concurrent: true,
    exitOnError: false,
    registerSignalListeners: false,
    fallbackRendererCondition: false,
    renderer: 'default',
    rendererOptions: {
      logger,
      formatOutput: 'wrap',
      collapseErrors: true,
      showErrorMessage: false,
      color: colorsOf(paint),
      icon: iconsOf(),
    },
  });
  const shown = new Map<string, string>();
  return {
    finished: list.run(),
    refresh(view) {
      for (const [name, { look, title, below }] of view.groups) set(`group ${name}`, title, below, look);
      set('folded', view.folded, '', 'waiting');
      set('status', view.status.title, view.status.below, board.ended === undefined ? 'running' : status());
    },
  };

  function set(key: string, title: string, below: string, look: GroupLook): void {
    const wrapper = wrappers.get(key);
    const text = `${look}\n${title}\n${below}`;
    if (wrapper === undefined || shown.get(key) === text) return;
    shown.set(key, text);
    wrapper.title = title;
    wrapper.output = below === '' ? ' ' : below;
    wrapper.task.state$ = STATES[look];
  }
}

const STATES = {
  waiting: ListrTaskState.WAITING,
  running: ListrTaskState.STARTED,
  done: ListrTaskState.COMPLETED,
  failed: ListrTaskState.FAILED,
} as const;

/** What was never begun is marked as waiting is. */
function iconsOf(): Partial<Record<Level, string>> {
  return { [Level.SKIPPED_WITH_COLLAPSE]: figures.squareSmallFilled };
}

/** listr2 decides colour by stdout alone; the house decides by stream. */
function colorsOf(paint: Paint): Partial<Record<Level, (text?: string) => string>> {
  const by = (color: (text: string) => string) => (text?: string) => color(text ?? '');
  return {
    [Level.PENDING]: by(paint.yellow),
    [Level.COMPLETED]: by(paint.green),
    [Level.FAILED]: by(paint.red),
    [Level.WAITING]: by(paint.dim),
    [Level.SKIPPED_WITH_COLLAPSE]: by(paint.dim),
    [Level.OUTPUT]: by(paint.dim),
    [Level.OUTPUT_WITH_BOTTOMBAR]: by(paint.dim),
  };
}

class Deferred {
  resolve: () => void = () => undefined;
  readonly promise = new Promise<void>((resolve) => {
    this.resolve = resolve;
  });
}
