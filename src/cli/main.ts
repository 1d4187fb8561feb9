#!/usr/bin/env node
/** The `laurel` command. */
import { run } from './run.js'

const interrupted = new AbortController()
for (const [name, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(name, () => {
    // The first asks to finish what is in flight; the second means it.
    if (interrupted.signal.aborted) process.exit(status)
    process.exitCode = status
    interrupted.abort(new Error(`stopped by ${name}`))
  })
}
// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2))

const status = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY === true,
  stdin: async () => {
    const chunks: Uint8Array[] = []
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
    return Buffer.concat(chunks)
  },
  signal: interrupted.signal,
})
process.exitCode ??= status
