/** Lets so many in at once; the others wait their turn, in order, without holding anything. */
export class Gate {
  readonly #most: number;
  #inside = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#most) await new Promise<void>((enter) => this.#waiting.push(enter));
    else this.#inside += 1;
    try {
      return await work();
    } finally {
      // Whoever comes next takes this place; only when nobody does is it free.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
