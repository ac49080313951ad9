/** Lines that are alike in all that is not kept per line, numbered as they are met. */
import { MOST_VALUES } from '../direct/texts.js';

export const MOST_GROUPS = 4096;
const MOST_STATES = 40_000;
const WIDTH = MOST_VALUES + 2;

/** Numbers the combinations of how a line is made up and the values of its common members. */
export class Groups {
  #steps = new Int32Array(WIDTH * 256).fill(-1);
  #states = 0;
  readonly #groups = new Map<number, number>();
  #latestState = -1;
  #latestGroup = -1;
  isNew = false;
  count = 0;

  of(ended: { first: number }, marks: Uint8Array, marked: number): number {
    this.isNew = false;
    if (ended.first < 0) ended.first = this.#newState();
    let state = ended.first;
    for (let index = 0; index < marked && state >= 0; index += 1) {
      const place = state * WIDTH + (marks[index] as number);
      const next = this.#steps[place] as number;
      if (next >= 0) state = next;
      else {
        state = this.#newState();
        if (state >= 0) this.#steps[place] = state;
      }
    }
    if (state < 0) return -1;
    if (state === this.#latestState) return this.#latestGroup;
    let group = this.#groups.get(state);
    if (group === undefined) {
      if (this.count >= MOST_GROUPS) return -1;
      group = this.count;
      this.#groups.set(state, group);
      this.count += 1;
      this.isNew = true;
    }
    this.#latestState = state;
    this.#latestGroup = group;
    return group;
  }

  #newState(): number {
    if (this.#states >= MOST_STATES) return -1;
    const state = this.#states;
    this.#states += 1;
    if (this.#states * WIDTH > this.#steps.length) {
      const larger = new Int32Array(this.#steps.length * 2).fill(-1);
      larger.set(this.#steps);
      this.#steps = larger;
    }
    return state;
  }
}
