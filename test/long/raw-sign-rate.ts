/** How often a second one core of this machine signs 64 bytes with Ed25519 right now, and the processor time of once. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { startCpuTime } from '../cpu-time.js'

export interface RawSignRate {
  readonly perSecond: number
  /** Microseconds: hardly more on a busy machine than on a quiet one. */
  readonly processorTime: number
}

export async function rawSignRate(): Promise<RawSignRate> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const data = new Uint8Array(64)
  const rates: number[] = []
  const times: number[] = []
  for (let round = 0; round < 15; round++) {
    const cpuTime = startCpuTime()
    const began = performance.now()
    for (let i = 0; i < 2000; i++) sign(null, data, privateKey)
    rates.push(2_000_000 / (performance.now() - began))
    times.push(cpuTime() / 2000)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { perSecond: median(rates), processorTime: median(times) }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1]!
}
