/** Hill climbing for the dearest documents. Each is measured in a child process with a ceiling, so no find ends the search. */
import { type ChildProcess, fork } from 'node:child_process'
import { Random } from '../../jsonld/random.js'
import { type Genome, mutated, randomGenome } from './genome.js'
import type { Measured } from './measure.js'

export interface Find extends Measured {
  readonly genome: Genome
  /** How far it goes to what is allowed, or beyond: 1 is the target. */
  readonly fitness: number
}

export interface Targets {
  readonly seconds: number
  readonly megabytes: number
}

export interface SearchOptions {
  /** The bundle of `measure.ts` for one platform. */
  readonly script: string
  readonly seconds: number
  readonly seed: number
  readonly targets: Targets
  readonly kinds: readonly string[]
  readonly onFind?: (find: Find) => void
}

/** A child is ended that verifies for longer, or that builds a document for longer, which says nothing of its verification. */
const CEILING_SECONDS = 20
const BUILDING_SECONDS = 120
const CEILING_MEGABYTES = 1024
/** Steps without a better document after which the climber begins anew. */
const PATIENCE = 25
/** At the end, this number of the worst finds is measured again, this number of times. */
const CONFIRMED = 8
const CONFIRMATIONS = 3

/** The worst of each climb, worst first. The worst of all are measured again: other work of the machine only adds to a measurement. */
export async function search({
  script,
  seconds,
  seed,
  targets,
  kinds,
  onFind,
}: SearchOptions): Promise<Find[]> {
  const random = new Random(seed)
  const finds: Find[] = []
  const end = Date.now() + seconds * 1000
  const runner = new Runner(script)
  const measured = async (genome: Genome): Promise<Find> => {
    const measures = await runner.measure(genome)
    return { ...measures, genome, fitness: fitnessOf(measures, targets) }
  }
  /** The better of two measurements. The second has new keys. */
  const measuredAgain = async (find: Find): Promise<Find> => {
    const again = await measured(find.genome)
    return again.fitness < find.fitness ? again : find
  }
  let best: Find | undefined
  let idle = 0
  while (Date.now() < end) {
    const genome = best === undefined ? randomGenome(random, kinds) : mutated(best.genome, random, kinds)
    let find = await measured(genome)
    if (find.fitness > 1) find = await measuredAgain(find)
    if (best === undefined || find.fitness > best.fitness) {
      best = find
      idle = 0
    } else if (++idle > PATIENCE) {
      finds.push(best)
      onFind?.(best)
      best = undefined
      idle = 0
    }
  }
  if (best !== undefined) finds.push(best)
  finds.sort(worstFirst)
  for (let i = 0; i < Math.min(CONFIRMED, finds.length); i++) {
    for (let j = 0; j < CONFIRMATIONS; j++) finds[i] = await measuredAgain(finds[i]!)
  }
  runner.stop()
  return finds.sort(worstFirst)
}

function worstFirst(left: Find, right: Find): number {
  return right.fitness - left.fitness
}

function fitnessOf({ cpu, peak, kept }: Measured, { seconds, megabytes }: Targets): number {
  return Math.max(cpu / seconds, peak / megabytes, kept / megabytes)
}

class Runner {
  private child: ChildProcess | undefined
  private readonly script: string

  constructor(script: string) {
    this.script = script
  }

  measure(genome: Genome): Promise<Measured> {
    const child = (this.child ??= this.start())
    return new Promise((resolve) => {
      const done = (measured: Measured): void => {
        clearTimeout(timer)
        child.removeAllListeners()
        resolve(measured)
      }
      const ended = (why: string, cpu = CEILING_SECONDS, peak = CEILING_MEGABYTES): void => {
        this.stop()
        done({ cpu, peak, kept: 0, bytes: 0, answer: why, loading: { cpu: 0, peak: 0 } })
      }
      let built = false
      const notBuilt = (): void => ended('not built', 0, 0)
      let timer = setTimeout(notBuilt, BUILDING_SECONDS * 1000)
      child.on('message', (message) => {
        if (message !== 'built') return done(message as Measured)
        built = true
        clearTimeout(timer)
        timer = setTimeout(() => ended('took too long'), CEILING_SECONDS * 1000)
      })
      child.once('exit', (code, signal) => (built ? ended(`ended with ${code ?? signal}`) : notBuilt()))
      child.send(genome)
    })
  }

  stop(): void {
    this.child?.kill('SIGKILL')
    this.child = undefined
  }

  private start(): ChildProcess {
    return fork(this.script, {
      execArgv: ['--expose-gc', `--max-old-space-size=${CEILING_MEGABYTES}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
  }
}
