#!/usr/bin/env node
/** The `laurel` command. */
import { createInterface } from 'node:readline'
import { run } from './run.js'

const interrupted = new AbortController()
let stoppedBy: 'SIGINT' | 'SIGTERM' | undefined
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // After the first signal, the running work is finished. The second signal ends the process at once.
    if (stoppedBy !== undefined) endBy(name)
    stoppedBy = name
    interrupted.abort(new Error(`stopped by ${name}`))
  })
}

/** Ends the process as the signal would. Another exit would wait for a thread that reads a silent pipe. */
function endBy(name: 'SIGINT' | 'SIGTERM'): void {
  process.removeAllListeners(name)
  process.kill(process.pid, name)
}

/** The question goes to standard error, so that the output can go to a file. Ctrl-D is an empty answer. */
async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await new Promise((resolve) => {
      lines.once('close', () => resolve(''))
      lines.question(question, resolve)
    })
  } finally {
    lines.close()
  }
}

// A reader may close the pipe early (`| head`). The work continues, because the exit status still matters.
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
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
  signal: interrupted.signal,
})
if (stoppedBy !== undefined) endBy(stoppedBy)
process.exitCode ??= status
