/** Writes finished chunks to the disk in groups: first outputs and manifest, then the journal. */

import type { PartFile } from '../files/part-file.js'
import type { ChunkRecord } from '../journal/journal-records.js'
import type { Journal } from '../journal/open-journal.js'

export interface FinishedChunk {
  /** Empty if the outputs are separate files. */
  readonly output: Uint8Array
  readonly manifest: Uint8Array
  readonly record: ChunkRecord
  /** Called when the memory of the output is not needed any more. */
  readonly release?: () => void
}

export interface WriteQueueOptions {
  readonly outputs: PartFile | undefined
  readonly manifest: PartFile
  readonly journal: Journal
}

/** The maximum of bytes that wait for the disk. A power cut loses at most these. */
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

  /** Adds one chunk. It waits only while more than one group is being written. */
  async add(chunk: FinishedChunk): Promise<void> {
    this.waiting.push(chunk)
    this.waitingBytes += chunk.output.length + chunk.manifest.length
    // Chunks that came during a write are written together, so only a slow disk slows the run down.
    if (this.waitingBytes >= GROUP || this.hasFailed) await this.syncing
    if (this.isSyncing) return
    this.isSyncing = true
    // After a failure nothing more is written, because later lines would be at other places than the journal records.
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

  /** Writes what is waiting. */
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
