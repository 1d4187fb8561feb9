/** Interleaved measuring: rival functions take turns in one process, so that a slow moment hits all alike. */
import { startCpuTime } from '../cpu-time.js'

export interface Timing {
  /** Median microseconds of one call. */
  readonly microseconds: number
  readonly perSecond: number
  /** Median microseconds of processor time, which does not count while other processes run. */
  readonly processor: number
}

interface Sample {
  readonly clock: number
  readonly processor: number
}

export interface CompareOptions {
  /** Rounds in which every rival has one turn. */
  readonly rounds?: number
  /** Milliseconds of one turn. */
  readonly turn?: number
}

type Rival = () => unknown

/** Times each rival in turns and gives its median time for one call. */
export async function compare<K extends string>(
  rivals: Readonly<Record<K, Rival>>,
  { rounds = 15, turn = 40 }: CompareOptions = {},
): Promise<Record<K, Timing>> {
  const names = Object.keys(rivals) as K[]
  const calls = new Map<K, number>()
  for (const name of names) calls.set(name, await calibrate(rivals[name], turn))
  const samples = new Map<K, Sample[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of names) samples.get(name)!.push(await take(rivals[name], calls.get(name)!))
  }
  const result = {} as Record<K, Timing>
  for (const name of names) {
    const microseconds = median(samples.get(name)!.map(({ clock }) => clock))
    const processor = median(samples.get(name)!.map((sample) => sample.processor))
    result[name] = { microseconds, perSecond: 1e6 / microseconds, processor }
  }
  return result
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}

/** One printed line. */
export function row(label: string, value: number, unit: string, note = ''): void {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  console.log(`${label.padEnd(58)} ${value.toFixed(digits).padStart(12)} ${unit}${note && `   ${note}`}`)
}

async function calibrate(rival: Rival, turn: number): Promise<number> {
  let calls = 1
  for (;;) {
    const spent = (await take(rival, calls)).clock * calls
    if (spent >= (turn * 1000) / 2) return Math.max(1, Math.round((calls * turn * 1000) / spent))
    calls *= spent < turn * 50 ? 8 : 2
  }
}

/** Microseconds of one call, of so many. */
async function take(rival: Rival, calls: number): Promise<Sample> {
  const start = process.hrtime.bigint()
  const cpuTime = startCpuTime()
  for (let i = 0; i < calls; i++) {
    const answer = rival()
    if (answer instanceof Promise) await answer
  }
  const processor = cpuTime() / calls
  return { clock: Number(process.hrtime.bigint() - start) / 1000 / calls, processor }
}
