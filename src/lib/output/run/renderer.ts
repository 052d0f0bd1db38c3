import type { SkepEvent } from '../../events/event.js';

/** Shows a run while it goes on. */
export interface RunRenderer {
  /** What was said in earlier times of the run: taken into account, not shown again. */
  recall(event: SkepEvent): void;
  tell(event: SkepEvent): void;
  /** Nothing is shown any more once it resolves. */
  end(): Promise<void>;
}
