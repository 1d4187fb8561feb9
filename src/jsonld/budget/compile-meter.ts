/**
 * What compiling one context costs, and no more than it may: compiled contexts are remembered for all documents, so the
 * account of a call is not at hand. Each walk pays for the contexts that it uses.
 */
import { exceeded } from './limits.js'

const WORK_MAXIMUM = 200_000
const LENGTH_MAXIMUM = 1_000_000

/** A definition takes as long as copying so many. */
const DEFINITION = 8
/** Making so many characters takes as long as copying a term. */
const CHARACTERS = 32

export class CompileMeter {
  private terms = 0
  /** Characters made. */
  length = 0

  /** In terms copied. */
  get work(): number {
    return this.terms + Math.ceil(this.length / CHARACTERS)
  }

  copy(count: number): void {
    this.terms += count
    if (this.terms > WORK_MAXIMUM) throw exceeded('contextWork', WORK_MAXIMUM)
  }

  define(): void {
    this.copy(DEFINITION)
  }

  /** Counts a text that was put together, before anything reads it. */
  text(made: string): string {
    this.length += made.length
    if (this.length > LENGTH_MAXIMUM) throw exceeded('bytes', LENGTH_MAXIMUM)
    return made
  }
}
