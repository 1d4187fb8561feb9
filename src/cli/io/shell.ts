/** What a command may touch of the outside: two streams, a folder, an environment. Tests hand in their own. */
import type { Command } from 'commander'
import type { TerminalText } from './terminal-text.js'

export interface Shell {
  readonly out: (text: TerminalText) => void
  readonly err: (text: TerminalText) => void
  /** Somebody watches, and would see what control characters do. */
  readonly outIsTerminal: boolean
  /** Progress is drawn only where someone watches. */
  readonly errIsTerminal: boolean
  /** Standard input to its end, or the first bytes of it: at most `maximum` and one more. */
  readonly stdin: (maximum: number) => Promise<Uint8Array>
  /** Aborted by SIGINT or SIGTERM. */
  readonly signal: AbortSignal
}

/** Registers a command; `done` takes its exit status. */
export type CommandOf = (shell: Shell, done: (status: number) => void) => Command

/** Exit statuses. */
export const GOOD = 0
/** Some credential is not good. */
export const BAD = 1
/** The call or a file is at fault. */
export const WRONG = 2

/** A mistake in the call that the argument parser cannot see. */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}
