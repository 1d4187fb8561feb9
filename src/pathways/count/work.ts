/** Counts the steps of one evaluation, before they are done. */
export class Work {
  readonly #maximum: number
  /** A separate budget for the nearest solution, which changes no outcome. */
  readonly spare: Work
  #spent = 0

  constructor(maximum: number, spare?: Work) {
    this.#maximum = maximum
    this.spare = spare ?? new Work(maximum, this)
  }

  get spent(): number {
    return Math.min(Math.ceil(this.#spent), this.#maximum)
  }

  get isOut(): boolean {
    return this.#spent > this.#maximum
  }

  /** Counts steps; false if the limit is exceeded. */
  spend(steps: number): boolean {
    this.#spent += steps
    return this.#spent <= this.#maximum
  }
}
