/** Finished chunks on their way to the disk: outputs and manifest first, then the journal, synced in groups. */

import type { PartFile } from '../files/part-file.js'
import type { Journal } from '../journal/journal.js'
import type { ChunkRecord } from '../journal/journal-records.js'

export interface FinishedChunk {
  /** Empty where the outputs are files of their own. */
  readonly output: Uint8Array
  readonly manifest: Uint8Array
  readonly record: ChunkRecord
  /** Called once the output's memory is not needed any more. */
  readonly release?: () => void
}

export interface WriteQueueOptions {
  readonly outputs: PartFile | undefined
  readonly manifest: PartFile
  readonly journal: Journal
}

/** Bytes that may wait for the disk; what waits is what a power cut costs. */
const GROUP = 8_388_608

export class WriteQueue {
  private readonly options: WriteQueueOptions
  private waiting: FinishedChunk[] = []
  private waitingBytes = 0
  private syncing: Promise<void> = Promise.resolve()
  private isSyncing = false
  private hasFailed = false

  constructor(options: WriteQueueOptions) {
    this.options = options
  }

  /** Takes one chunk; waits only while more than a group is on its way to the disk. */
  async add(chunk: FinishedChunk): Promise<void> {
    this.waiting.push(chunk)
    this.waitingBytes += chunk.output.length + chunk.manifest.length
    // Whatever came while the disk was busy goes together; only a slow disk holds the run back.
    if (this.waitingBytes >= GROUP || this.hasFailed) await this.syncing
    if (this.isSyncing) return
    this.isSyncing = true
    // After a failure nothing more is written: what comes later would lie at another place than the journal says.
    this.syncing = this.syncing.then(() => this.sync())
    this.syncing.then(
      () => {
        this.isSyncing = false
      },
      () => {
        this.hasFailed = true
      },
    )
  }

  /** Syncs what is waiting. */
  async drain(): Promise<void> {
    await this.syncing
    await this.sync()
  }

  private async sync(): Promise<void> {
    const { waiting: chunks } = this
    if (chunks.length === 0) return
    this.waiting = []
    this.waitingBytes = 0
    const { outputs, manifest, journal } = this.options
    await Promise.all([
      outputs?.append(chunks.map(({ output }) => output)),
      manifest.append(chunks.map((chunk) => chunk.manifest)),
    ])
    for (const { release } of chunks) release?.()
    await journal.append(chunks.map(({ record }) => record))
  }
}
