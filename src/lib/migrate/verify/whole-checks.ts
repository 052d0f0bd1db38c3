import type { KindInfo } from '../../kinds/kind.js';
import type { KubeObject } from '../../storage/json.js';
import type { Placed, Route } from './destination.js';
import { IsolationCheck } from './isolation-check.js';
import type { KeyMeeting } from './key-meeting.js';
import type { LinkCheck } from './links.js';
import type { NeighbourCheck } from './neighbours.js';
import { RangeCheck } from './ranges.js';
import type { Ledger } from './report.js';

/** What shows only when all objects have been seen: references, address ranges, isolation, what stands beside what. */
export class WholeChecks {
  readonly links: LinkCheck;
  readonly neighbours: NeighbourCheck;
  readonly isolation: IsolationCheck;
  readonly #ranges = new RangeCheck();
  readonly #route: Route;
  readonly #meeting: KeyMeeting;

  constructor(route: Route, meeting: KeyMeeting, checks: { readonly links: LinkCheck; readonly neighbours: NeighbourCheck }) {
    this.#route = route;
    this.#meeting = meeting;
    this.isolation = new IsolationCheck(route);
    this.links = checks.links;
    this.neighbours = checks.neighbours;
  }

  /** `key` as the source has it; `meetsAt` as its successor has it. */
  async addSource(object: KubeObject, key: string, meetsAt: string, placed: Placed, dropped: boolean): Promise<void> {
    const { sourceOf } = this.#route.namespaces;
    await this.links.add({ side: 'source', object, info: placed.info, key: meetsAt, sourceOf, dropped });
    if (!dropped && this.neighbours.wants('source', object.kind)) await this.neighbours.add({ side: 'source', key, object });
  }

  async addTarget(object: KubeObject, key: string, info: KindInfo): Promise<void> {
    if (object.kind === 'Service' && object.apiVersion === 'v1') this.#ranges.addService(key, object);
    if (object.kind === 'RangeAllocation') this.#ranges.addRange(key, object);
    const { sourceOf } = this.#route.namespaces;
    await this.links.add({ side: 'target', object, info, key: this.#meeting.ofTarget(key), sourceOf });
  }

  /** `root` with its slashes. */
  async conclude(root: string, ledger: Ledger): Promise<void> {
    this.#ranges.check(ledger);
    this.isolation.check(root, ledger);
    await this.links.check(ledger);
    await this.neighbours.check(ledger);
  }
}
