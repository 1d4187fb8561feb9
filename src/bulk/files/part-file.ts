/** A file that is written under a temporary name, and renamed when it is complete. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileFailed } from './file-error.js'

export class PartFile {
  /** The number of bytes so far. */
  length = 0
  readonly part: string
  private readonly path: string
  private readonly file: FileHandle

  private constructor(path: string, part: string, file: FileHandle) {
    this.path = path
    this.part = part
    this.file = file
  }

  static async create(path: string, part: string): Promise<PartFile> {
    try {
      await mkdir(dirname(path), { recursive: true })
      // A link at the path is removed and never followed.
      await rm(part, { force: true })
      return new PartFile(path, part, await open(part, 'wx'))
    } catch (error) {
      throw fileFailed('create', path, error)
    }
  }

  /** Appends bytes and waits until they are on the disk. */
  async append(pieces: readonly Uint8Array[]): Promise<void> {
    if (pieces.length === 0) return
    try {
      let left = pieces
      while (left.length > 0) {
        const { bytesWritten } = await this.file.writev(left, this.length)
        this.length += bytesWritten
        left = without(left, bytesWritten)
      }
      await this.file.datasync()
    } catch (error) {
      throw fileFailed('write', this.path, error)
    }
  }

  async finish(): Promise<void> {
    try {
      await this.file.close()
      await rename(this.part, this.path)
    } catch (error) {
      throw fileFailed('write', this.path, error)
    }
  }

  /** Keeps the part file, because the journal has its content. */
  async close(): Promise<void> {
    await this.file.close().catch(() => undefined)
  }

  async discard(): Promise<void> {
    await this.close()
    await rm(this.part, { force: true })
  }
}

/** The pieces without the given number of bytes at the start. */
function without(pieces: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  let written = count
  let whole = 0
  while (whole < pieces.length && pieces[whole]!.length <= written) written -= pieces[whole++]!.length
  if (whole === pieces.length) return []
  return [pieces[whole]!.subarray(written), ...pieces.slice(whole + 1)]
}
