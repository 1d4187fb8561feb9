/**
 * Counts and limits the work of compiling one context. Compiled contexts are kept for all documents, so this work does not belong
 * to one call. Each walk is charged for the contexts that it uses.
 */
import { exceeded } from './limits.js'

const WORK_MAXIMUM = 200_000
const LENGTH_MAXIMUM = 1_000_000

/** A definition takes as long as copying this number of terms. */
const DEFINITION = 8
/** Making this number of characters takes as long as copying a term. */
const CHARACTERS = 32

export class CompileMeter {
  private terms = 0
  /** Number of characters that were made. */
  length = 0

  private readonly most: number

  /** @param funds what the document can pay, in copied terms */
  constructor(funds: number = WORK_MAXIMUM) {
    this.most = Math.min(funds, WORK_MAXIMUM)
  }

  /** The work, in copied terms. */
  get work(): number {
    return this.terms + Math.ceil(this.length / CHARACTERS)
  }

  copy(count: number): void {
    this.terms += count
    if (this.terms > this.most) throw exceeded('contextWork', this.most)
  }

  define(): void {
    this.copy(DEFINITION)
  }

  /** Counts a text that was joined, before it is used. */
  text(made: string): string {
    this.length += made.length
    if (this.length > LENGTH_MAXIMUM) throw exceeded('bytes', LENGTH_MAXIMUM)
    return made
  }
}
