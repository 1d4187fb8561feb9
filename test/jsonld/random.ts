/** A small seeded source of random choices, so that every finding can be had again from its seed. */

export class Random {
  private state: number
  /** 1 when odd choices are wanted, 0 when none are. */
  wild: 0 | 1 = 1

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** 0 up to, not including, `bound`. */
  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** An odd choice; never when wildness is off. */
  odd(probability: number): boolean {
    return this.next() < probability * this.wild
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  some<T>(items: readonly T[], most: number): T[] {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(items))
  }
}
