/** Measures one verification in a process of its own: CPU time, peak memory, what stays, and the answer. */
import { readFileSync, writeFileSync } from 'node:fs'
import { verify } from 'laurel'
import { bundled } from '../../../src/documents/bundled.js'
import type { Purpose } from '../../../src/ports.js'
import { build } from './build.js'
import type { Genome } from './genome.js'

export interface Measured {
  /** Seconds. */
  readonly cpu: number
  /** Megabytes above what was taken before. */
  readonly peak: number
  readonly kept: number
  readonly bytes: number
  readonly answer: string
}

const NOW = new Date('2026-05-01T12:00:00Z')
const MEGABYTE = 1_048_576

export async function measure(genome: Genome): Promise<Measured> {
  const { input, documents } = await build(genome)
  const load = async (url: string, purpose: Purpose): Promise<unknown> => {
    if (purpose === 'context') return bundled(url, purpose)
    const found = documents[url] ?? documents['default']
    if (found === undefined) throw new Error('not there')
    return found
  }
  collect()
  const before = process.memoryUsage().heapUsed
  resetPeak()
  const rss = status('VmRSS')
  const start = process.cpuUsage()
  let answer = 'thrown'
  try {
    const { checks } = await verify(input, { now: NOW, load })
    const row = checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
    const named = JSON.stringify(row?.details ?? {}).match(/"limit":"(\w+)"/)?.[1]
    answer = row === undefined ? 'verified' : `${row.code}${named === undefined ? '' : ` ${named}`}`
  } catch (error) {
    answer = `thrown ${String(error)}`
  }
  const { user, system } = process.cpuUsage(start)
  const peak = (status('VmHWM') - rss) / MEGABYTE
  collect()
  const kept = (process.memoryUsage().heapUsed - before) / MEGABYTE
  const bytes = typeof input === 'string' ? input.length : JSON.stringify(input).length
  return { cpu: (user + system) / 1e6, peak: Math.max(0, peak), kept, bytes, answer }
}

function collect(): void {
  globalThis.gc?.()
  globalThis.gc?.()
}

/** Bytes, from the kernel; where it does not tell, from Node. */
function status(name: 'VmRSS' | 'VmHWM'): number {
  try {
    const line = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))
    return Number(line?.[1]) * 1024
  } catch {
    return name === 'VmRSS' ? process.memoryUsage().rss : process.resourceUsage().maxRSS * 1024
  }
}

function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
  } catch {
    // The peak is then that of the process's whole life: too high rather than too low.
  }
}

process.on('message', (genome: Genome) => {
  measure(genome).then(
    (measured) => process.send?.(measured),
    (error: unknown) =>
      process.send?.({ cpu: 0, peak: 0, kept: 0, bytes: 0, answer: `not built: ${String(error)}` }),
  )
})
