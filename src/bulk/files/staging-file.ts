/**
 * Planned credentials on their way from the plan to the signature: on the disk, so that memory stays flat. They hold what the
 * table says of people, so the files lose their names as soon as somebody holds them: they end with the process, however it ends.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { fileFailed } from './file-error.js'

/** A stretch of a spool file. */
export interface Slice {
  readonly path: string
  readonly offset: number
  readonly length: number
  /** The file where this process holds it open: its path may be gone. */
  readonly file?: number
}

export interface Planned {
  /** The bytes to sign. */
  readonly data: Uint8Array
  /** The unsigned credential as UTF-8 JSON. */
  readonly json: Uint8Array
}

/** Bytes before each text: 64 to sign, 4 of length. */
const HEAD = 68

/** The credentials of one chunk, gathered in memory. */
class StagedChunk {
  private memory = Buffer.allocUnsafeSlow(1_048_576)
  private length = 0

  clear(): void {
    this.length = 0
  }

  /** @param json the unsigned credential as UTF-8 JSON */
  add(data: Uint8Array, json: Uint8Array): void {
    this.makeRoom(HEAD + json.length)
    const { memory, length } = this
    memory.set(data, length)
    memory.writeUInt32LE(json.length, length + HEAD - 4)
    memory.set(json, length + HEAD)
    this.length += HEAD + json.length
  }

  get content(): Uint8Array {
    return this.memory.subarray(0, this.length)
  }

  private makeRoom(count: number): void {
    const wanted = this.length + count
    if (wanted <= this.memory.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(wanted, this.memory.length * 2))
    this.memory.copy(larger, 0, 0, this.length)
    this.memory = larger
  }
}

/** Blocks the thread while it writes: that is a memory copy mostly, and nothing else waits for this thread. */
export class StagingFile {
  private readonly path: string
  private readonly file: number
  private readonly free: StagedChunk[] = []
  private offset = 0

  private constructor(path: string, file: number) {
    this.path = path
    this.file = file
  }

  static open(path: string): StagingFile {
    try {
      return new StagingFile(path, openSync(path, 'wx', 0o600))
    } catch (error) {
      throw fileFailed('create', path, error)
    }
  }

  /** An empty chunk, to be given back to `write`; several may be under way at once. */
  chunk(): StagedChunk {
    return this.free.pop() ?? new StagedChunk()
  }

  /** Appends what is in the chunk, and takes the chunk back. */
  write(chunk: StagedChunk): Slice {
    const { content } = chunk
    const slice = { path: this.path, offset: this.offset, length: content.length }
    try {
      for (let at = 0; at < content.length; ) {
        at += writeSync(this.file, content, at, content.length - at, slice.offset + at)
      }
    } catch (error) {
      throw fileFailed('write', this.path, error)
    }
    this.offset += content.length
    chunk.clear()
    this.free.push(chunk)
    return slice
  }

  close(): void {
    closeSync(this.file)
    rmSync(this.path, { force: true })
  }
}

/** Deno gives each thread descriptors of its own: there the files keep their names until the run ends. */
const SHARED_DESCRIPTORS = !('Deno' in globalThis)

/** The staging files of a run, held open by the thread that hands out the work: its descriptors count in all threads. */
export class HeldFiles {
  private readonly files = new Map<string, number>()

  /** Opens a file and removes its name. Threads that die take nothing with them. */
  hold(path: string): number {
    const held = this.files.get(path)
    if (held !== undefined) return held
    let file: number
    try {
      file = openSync(path, 'r')
    } catch (error) {
      throw fileFailed('read', path, error)
    }
    this.files.set(path, file)
    try {
      rmSync(path, { force: true })
    } catch {
      // Where open files keep their names, the run removes it in the end.
    }
    return file
  }

  /** A slice that is read without its path. */
  held(slice: Slice): Slice {
    if (slice.length === 0 || !SHARED_DESCRIPTORS) return slice
    return { ...slice, file: this.hold(slice.path) }
  }

  close(): void {
    for (const file of this.files.values()) closeSync(file)
    this.files.clear()
  }
}

/** Reads slices, one after the other: what a slice gave is good until the next is read. */
export class SliceReader {
  private bytes = Buffer.alloc(0)

  read({ path, offset, length, file: held }: Slice): readonly Planned[] {
    if (this.bytes.length < length) this.bytes = Buffer.allocUnsafeSlow(Math.ceil(length * 1.25))
    const { bytes } = this
    try {
      const file = held ?? openSync(path, 'r')
      try {
        for (let at = 0; at < length; ) {
          const count = readSync(file, bytes, at, length - at, offset + at)
          if (count === 0) throw new Error('the file is shorter than it was')
          at += count
        }
      } finally {
        if (held === undefined) closeSync(file)
      }
    } catch (error) {
      throw fileFailed('read', path, error)
    }
    const planned: Planned[] = []
    for (let at = 0; at < length; ) {
      const end = at + HEAD + bytes.readUInt32LE(at + 64)
      planned.push({ data: bytes.subarray(at, at + 64), json: bytes.subarray(at + HEAD, end) })
      at = end
    }
    return planned
  }
}
