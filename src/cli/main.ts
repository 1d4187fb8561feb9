#!/usr/bin/env node
/** The `laurel` command. */
import { run } from './run.js'

const interrupted = new AbortController()
let stoppedBy: 'SIGINT' | 'SIGTERM' | undefined
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // The first asks to finish what is in flight; the second means it.
    if (stoppedBy !== undefined) endBy(name)
    stoppedBy = name
    interrupted.abort(new Error(`stopped by ${name}`))
  })
}

/** Ends as the signal would have ended it: a thread that waits for a silent pipe holds up every other end. */
function endBy(name: 'SIGINT' | 'SIGTERM'): void {
  process.removeAllListeners(name)
  process.kill(process.pid, name)
}

// A reader that has seen enough (`| head`) is no fault. The work goes on: its exit status is an answer as well.
let isRead = true
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(2)
  isRead = false
})
process.stderr.on('error', () => undefined)

const status = await run(process.argv.slice(2), {
  out: (text) => {
    if (isRead) process.stdout.write(text)
  },
  err: (text) => process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY === true,
  errIsTerminal: process.stderr.isTTY === true,
  stdin: async (maximum) => {
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of process.stdin) {
      chunks.push(chunk as Uint8Array)
      size += (chunk as Uint8Array).length
      if (size > maximum) break
    }
    return Buffer.concat(chunks)
  },
  signal: interrupted.signal,
})
if (stoppedBy !== undefined) endBy(stoppedBy)
process.exitCode ??= status
