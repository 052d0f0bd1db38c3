import { destinationOf, meetingKeyOf, type Destination, type Route } from './destination.js';

/** Where the keys of both stores meet: a source's key where its successor must be, a target's where it is. */
export class KeyMeeting {
  readonly #root: string;
  readonly #route: Route;

  /** `root` with its slashes: "/registry/". */
  constructor(root: string, route: Route) {
    this.#root = root;
    this.#route = route;
  }

  ofSource(key: string): string {
    const destination = this.destinationOf(key);
    return destination.to === 'key' ? this.#root + destination.key : key;
  }

  ofTarget(key: string): string {
    return key.startsWith(this.#root) ? this.#root + meetingKeyOf(key.slice(this.#root.length), this.#route) : key;
  }

  destinationOf(key: string): Destination {
    return key.startsWith(this.#root) ? destinationOf(key.slice(this.#root.length), this.#route) : { to: 'foreign' };
  }

  kindOf(key: string): string {
    const destination = this.destinationOf(key);
    return destination.to === 'foreign' ? 'foreign' : destination.info.kind;
  }
}
