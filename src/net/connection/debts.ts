/** What connections cost beside their answers, until somebody pays who asked the origin. It is in bytes of `limits.loadedBytes`. */

/** Origins whose debts are kept. */
const MOST = 1024

export class Debts {
  private readonly owed = new Map<string, number>()

  add(origin: string, bytes: number): void {
    this.owed.set(origin, (this.owed.get(origin) ?? 0) + bytes)
    if (this.owed.size > MOST) this.owed.delete(this.owed.keys().next().value!)
  }

  /** All that is owed for the origin. It is not owed any more. */
  take(origin: string): number {
    const bytes = this.owed.get(origin) ?? 0
    this.owed.delete(origin)
    return bytes
  }
}
