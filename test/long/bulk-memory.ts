/** The memory of a run over its rows: samples, and the bytes that stay for each row. */

/** One sample; bytes. */
export interface MemorySample {
  readonly phase: 'plan' | 'sign'
  /** Percent of the rows of the phase. */
  readonly share: number
  /** Before the collection. */
  readonly rss: number
  /** After the collection: objects, and what buffers hold outside of the heap. */
  readonly heap: number
  readonly buffers: number
}

/** Prints a table of samples, and how much of the memory goes with the rows. */
export function printMemory(title: string, samples: readonly MemorySample[], rows: number): void {
  console.log(`${title}, MB: resident; after collection the heap and the buffers`)
  for (const { phase, share, rss, heap, buffers } of samples) {
    const cells = [rss, heap, buffers].map((bytes) => (bytes / 1e6).toFixed(1).padStart(8))
    console.log(`  ${phase.padEnd(5)} ${String(share).padStart(4)} % ${cells.join('')}`)
  }
  for (const phase of ['plan', 'sign'] as const) {
    const { heap, buffers, rss } = growth(samples, phase, rows)
    console.log(
      `  bytes a row while it ${phase}s: heap ${heap.toFixed(1)}, buffers ${buffers.toFixed(1)}, resident ${rss.toFixed(1)}`,
    )
  }
}

type Grown = Pick<MemorySample, 'rss' | 'heap' | 'buffers'>

/** The slope of the line that fits the samples of a phase best (least squares), in bytes a row. */
function growth(samples: readonly MemorySample[], phase: MemorySample['phase'], rows: number): Grown {
  const of = samples.filter((sample) => sample.phase === phase)
  const at = of.map(({ share }) => (share / 100) * rows)
  const slope = (values: readonly number[]): number => {
    const [x, y] = [mean(at), mean(values)]
    const spread = at.reduce((sum, each) => sum + (each - x) ** 2, 0)
    return spread === 0 ? 0 : at.reduce((sum, each, i) => sum + (each - x) * (values[i]! - y), 0) / spread
  }
  return {
    rss: slope(of.map(({ rss }) => rss)),
    heap: slope(of.map(({ heap }) => heap)),
    buffers: slope(of.map(({ buffers }) => buffers)),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length)
}
