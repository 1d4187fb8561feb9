/** The steps that one evaluation may take, charged before they are taken. */
export class Work {
  readonly #maximum: number
  /** For what changes no outcome: what comes nearest to one that is not met. */
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

  /** Whether the steps may be taken. */
  spend(steps: number): boolean {
    this.#spent += steps
    return this.#spent <= this.#maximum
  }
}
