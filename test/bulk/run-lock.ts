/**
 * A process that takes a lock and gives it back until it is killed: `run-lock.ts JOURNAL LOG`. Writes into the log when it
 * is in and when it is out, and says so when another that lives is in.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { lock } from '../../src/bulk/journal/lock.js'

const [journal, log] = process.argv.slice(2)
for (;;) {
  try {
    const held = await lock(journal!)
    const last = existsSync(log!) ? readFileSync(log!, 'utf8').trimEnd().split('\n').at(-1)! : ''
    if (last.startsWith('in ') && isAlive(Number(last.slice(3)))) console.log(`${process.pid} beside ${last}`)
    appendFileSync(log!, `in ${process.pid}\n`)
    await setTimeout(Math.random() * 10)
    appendFileSync(log!, `out ${process.pid}\n`)
    await held.release()
  } catch (error) {
    if ((error as { code?: string }).code !== 'journal_invalid') console.log(String(error))
  }
  await setTimeout(Math.random() * 10)
}

/** A zombie is dead. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return state.slice(state.lastIndexOf(')') + 2, state.lastIndexOf(')') + 3) !== 'Z'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
