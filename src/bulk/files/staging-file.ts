/**
 * Files for planned credentials until they are signed, so that they do not need memory. They have personal data from the table. So
 * their names are removed as soon as they are open, and the system deletes them when the process ends.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { fileFailed } from './file-error.js'

/** A part of a staging file. */
export interface Slice {
  readonly path: string
  readonly offset: number
  readonly length: number
  /** The descriptor, if this process has the file open. Its path may be removed. */
  readonly file?: number
}

export interface Planned {
  /** The bytes to sign. */
  readonly data: Uint8Array
  /** The unsigned credential as UTF-8 JSON. */
  readonly json: Uint8Array
}

/** The bytes before each text: 64 to sign, and 4 for its length. */
const HEAD = 68

/** Collects the credentials of one chunk in memory. */
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

/** Writes synchronously. This is mostly a copy in memory, and nothing else waits for this thread. */
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

  /** Returns an empty chunk, which must be given back to `write`. Several can be in use at once. */
  chunk(): StagedChunk {
    return this.free.pop() ?? new StagedChunk()
  }

  /** Appends the content of the chunk, and takes the chunk back. */
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

/** In Deno the threads do not share descriptors, so there the files keep their names until the run ends. */
const SHARED_DESCRIPTORS = !('Deno' in globalThis)

/** The staging files of a run. The main thread has them open, and its descriptors are valid in all threads. */
export class HeldFiles {
  private readonly files = new Map<string, number>()

  /** Opens a file and removes its name. The file stays open if a worker dies. */
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
      // If open files keep their names, the run removes the file at its end.
    }
    return file
  }

  /** The slice with the descriptor of its file. */
  held(slice: Slice): Slice {
    if (slice.length === 0 || !SHARED_DESCRIPTORS) return slice
    return { ...slice, file: this.hold(slice.path) }
  }

  close(): void {
    for (const file of this.files.values()) closeSync(file)
    this.files.clear()
  }
}

/** Reads slices one after the other. The bytes of a slice are valid until the next one is read. */
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
