/** Measures one verification in a process of its own: CPU time, peak memory, what stays, and the answer. */
import { readFileSync, writeFileSync } from 'node:fs'
import { verify } from 'laurel'
import { bundled } from '../../../src/documents/bundled.js'
import type { Purpose } from '../../../src/ports.js'
import { startCpuTime } from '../../cpu-time.js'
import { build } from './build.js'
import { type Genome, genomeOf } from './genome.js'

export interface Measured {
  /** Seconds. */
  readonly cpu: number
  /** Megabytes above what was taken before. */
  readonly peak: number
  readonly kept: number
  readonly bytes: number
  readonly answer: string
  /** CPU seconds and megabytes that this process took to load all parts, once, before the first measurement. */
  readonly loading: { readonly cpu: number; readonly peak: number }
}

const NOW = new Date('2026-05-01T12:00:00Z')
const MEGABYTE = 1_048_576

/** Small documents that use every suite, tokens, status lists and the general processor. */
function ordinary(): Genome[] {
  const made = (kind: string, more: Partial<Genome>): Genome => genomeOf(kind, { a: 0.01, b: 0.3 }, more)
  const suites = [0, 1, 2, 3, 4]
  return [
    ...suites.flatMap((suite) => [0, 9].map((wrap) => made('values of many nodes', { suite, wrap }))),
    made('many statuses', { signed: true }),
    made('what the engine leaves to jsonld.js', { signed: true, wrap: 1 }),
  ]
}

let loaded: Measured['loading'] | undefined

/** What loads on demand, and is compiled at the first use, is not the price of a document. */
async function load(): Promise<Measured['loading']> {
  const sum = { cpu: 0, peak: 0 }
  for (const genome of ordinary()) {
    const { cpu, peak } = await once(genome, 2000)
    sum.cpu += cpu
    sum.peak = Math.max(sum.peak, peak)
  }
  return sum
}

/** @param onBuilt is called when the document is there, before it is verified */
export async function measure(genome: Genome, onBuilt?: () => void): Promise<Measured> {
  loaded ??= await load()
  return { ...(await once(genome, undefined, onBuilt)), loading: loaded }
}

async function once(
  genome: Genome,
  length?: number,
  onBuilt?: () => void,
): Promise<Omit<Measured, 'loading'>> {
  const { input, documents, options } = await build(genome, length)
  onBuilt?.()
  const answers = async (url: string, purpose: Purpose): Promise<unknown> => {
    const found = documents[url] ?? (purpose === 'context' ? undefined : documents['default'])
    if (found === undefined && purpose === 'context') return bundled(url, purpose)
    if (found === undefined) throw new Error('not there')
    return found
  }
  collect()
  const before = process.memoryUsage().heapUsed
  resetPeak()
  const rss = status('VmRSS')
  const cpuTime = startCpuTime()
  let answer = 'thrown'
  try {
    const { checks } = await verify(input, { ...options, now: NOW, load: answers })
    const row = checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
    const named = JSON.stringify(row?.details ?? {}).match(/"limit":"(\w+)"/)?.[1]
    answer = row === undefined ? 'verified' : `${row.code}${named === undefined ? '' : ` ${named}`}`
  } catch (error) {
    answer = `thrown ${String(error)}`
  }
  const cpu = cpuTime() / 1e6
  const peak = (status('VmHWM') - rss) / MEGABYTE
  collect()
  const kept = (process.memoryUsage().heapUsed - before) / MEGABYTE
  const bytes = typeof input === 'string' ? input.length : JSON.stringify(input).length
  return { cpu, peak: Math.max(0, peak), kept, bytes, answer }
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
  measure(genome, () => process.send?.('built')).then(
    (measured) => process.send?.(measured),
    (error: unknown) =>
      process.send?.({
        cpu: 0,
        peak: 0,
        kept: 0,
        bytes: 0,
        answer: `not built: ${String(error)}`,
        loading: { cpu: 0, peak: 0 },
      }),
  )
})
