/** What a command may use of its environment: two streams, a folder, variables. Tests pass their own. */
import type { Command } from 'commander'
import type { TerminalText } from './terminal-text.js'

export interface Shell {
  readonly out: (text: TerminalText) => void
  readonly err: (text: TerminalText) => void
  /** True if the output goes to a terminal, which would interpret control characters. */
  readonly outIsTerminal: boolean
  /** True if errors go to a terminal; progress is drawn only then. */
  readonly errIsTerminal: boolean
  /** Reads standard input: all, or the first bytes, at most `maximum` and one more. */
  readonly stdin: (maximum: number) => Promise<Uint8Array>
  /** Asks the person at the terminal, and returns the answer; absent without a terminal. */
  readonly ask?: (question: TerminalText) => Promise<string>
  /** Aborted by SIGINT or SIGTERM. */
  readonly signal: AbortSignal
}

/** Registers a command; it passes its exit status to `done`. */
export type CommandOf = (shell: Shell, done: (status: number) => void) => Command

/** Exit statuses. */
export const GOOD = 0
/** A credential is not verified or not valid. */
export const BAD = 1
/** The call or a file has a fault. */
export const WRONG = 2

/** A mistake in the call that the argument parser cannot detect. */
export class CallError extends Error {
  override readonly name = 'CallError'
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}
