/** A file that grows under another name and takes its own once it is whole. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileFailed } from './file-error.js'

export class PartFile {
  /** Bytes handed over so far. */
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
      // A link that lies in the way is removed, and never followed.
      await rm(part, { force: true })
      return new PartFile(path, part, await open(part, 'wx'))
    } catch (error) {
      throw fileFailed('create', path, error)
    }
  }

  /** Appends and waits until the disk has it. */
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

  /** Leaves the part where it is: the journal knows what is in it. */
  async close(): Promise<void> {
    await this.file.close().catch(() => undefined)
  }

  async discard(): Promise<void> {
    await this.close()
    await rm(this.part, { force: true })
  }
}

/** The pieces without their first bytes. */
function without(pieces: readonly Uint8Array[], count: number): readonly Uint8Array[] {
  let written = count
  let whole = 0
  while (whole < pieces.length && pieces[whole]!.length <= written) written -= pieces[whole++]!.length
  if (whole === pieces.length) return []
  return [pieces[whole]!.subarray(written), ...pieces.slice(whole + 1)]
}
