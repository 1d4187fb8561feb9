/** Runs commands in this process, with streams that are strings and a folder that vanishes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../../src/cli/run.js'

export interface Answer {
  readonly status: number
  readonly out: string
  readonly err: string
  /** Standard output as JSON, a value a line. */
  readonly json: readonly Record<string, never>[]
}

export interface World {
  readonly path: (name: string) => string
  readonly write: (name: string, content: string | Uint8Array | object) => string
  /** Arguments as on a command line; `stdin` is what is piped in. */
  readonly laurel: (
    args: readonly string[],
    stdin?: string | Uint8Array,
    signal?: AbortSignal,
    terminal?: boolean,
  ) => Promise<Answer>
  readonly remove: () => void
}

export function world(): World {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-cli-'))
  const path = (name: string): string => join(folder, name)
  return {
    path,
    write: (name, content) => {
      const isData = typeof content === 'string' || content instanceof Uint8Array
      writeFileSync(path(name), isData ? content : JSON.stringify(content))
      return path(name)
    },
    laurel: async (args, stdin = '', signal = new AbortController().signal, terminal = false) => {
      let [out, err] = ['', '']
      const status = await run(args, {
        out: (text) => void (out += text),
        err: (text) => void (err += text),
        outIsTerminal: terminal,
        errIsTerminal: false,
        stdin: async () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
        signal,
      })
      const lines = out.split('\n').filter((line) => line.startsWith('{'))
      return { status, out, err, json: lines.map((line) => JSON.parse(line)) }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
