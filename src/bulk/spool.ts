/** Planned credentials on their way from the plan to the signature: on the disk, so that memory stays flat. */
import { type FileHandle, open, rm } from 'node:fs/promises'
import { fileFailed } from './file-failed.js'

/** A stretch of a spool file. */
export interface Slice {
  readonly path: string
  readonly offset: number
  readonly length: number
}

export interface Planned {
  /** The bytes to sign. */
  readonly data: Uint8Array
  /** The unsigned credential as UTF-8 JSON. */
  readonly json: Uint8Array
}

/** Bytes before each text: 64 to sign, 4 of length. */
const HEAD = 68

export class Spool {
  private readonly path: string
  private readonly file: FileHandle
  private offset = 0

  private constructor(path: string, file: FileHandle) {
    this.path = path
    this.file = file
  }

  static async open(path: string): Promise<Spool> {
    try {
      return new Spool(path, await open(path, 'w', 0o600))
    } catch (error) {
      throw fileFailed('create', path, error)
    }
  }

  /** Writes the credentials of one chunk; chunks may be under way at once. */
  async write(chunk: readonly Planned[]): Promise<Slice> {
    const bytes = Buffer.concat(chunk.flatMap(({ data, json }) => [headOf(data, json), json]))
    const slice = { path: this.path, offset: this.offset, length: bytes.length }
    this.offset += bytes.length
    try {
      for (let at = 0; at < bytes.length; ) {
        at += (await this.file.write(bytes, at, bytes.length - at, slice.offset + at)).bytesWritten
      }
    } catch (error) {
      throw fileFailed('write', this.path, error)
    }
    return slice
  }

  async close(): Promise<void> {
    await this.file.close()
    await rm(this.path, { force: true })
  }
}

function headOf(data: Uint8Array, json: Uint8Array): Uint8Array {
  const head = Buffer.allocUnsafe(HEAD)
  head.set(data)
  head.writeUInt32LE(json.length, 64)
  return head
}

export async function readSlice({ path, offset, length }: Slice): Promise<readonly Planned[]> {
  const bytes = Buffer.allocUnsafe(length)
  try {
    const file = await open(path, 'r')
    try {
      for (let at = 0; at < length; ) {
        const { bytesRead } = await file.read(bytes, at, length - at, offset + at)
        if (bytesRead === 0) throw new Error('the file is shorter than it was')
        at += bytesRead
      }
    } finally {
      await file.close()
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
