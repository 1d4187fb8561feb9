/** What becomes of a signed credential: a line, a file, or a baked image. One row a form. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bake } from '../../bake/bake.js'
import type { PreparedImage } from '../../bake/image/baking.js'
import { IMAGE_FORMATS, type ImageFormat, isImageFormat } from '../../bake/image/image-format.js'
import { formatUuid } from '../ids/credential-id.js'
import { fileFailed } from './file-error.js'

export type OutputForm = 'ndjson' | 'json' | ImageFormat

export const OUTPUT_FORMS: readonly OutputForm[] = [
  'ndjson',
  'json',
  ...Object.keys(IMAGE_FORMATS).filter(isImageFormat),
]

/** Name of the NDJSON inside the output folder. */
export const NDJSON_NAME = 'credentials.ndjson'

/** Name of the manifest inside the output folder. */
export const MANIFEST_NAME = 'manifest.ndjson'

/** Names of the folders inside the output folder. */
export const OUTPUT_FOLDERS: readonly string[] = ['badges', 'status']

/** Names of the report of findings inside the output folder. */
export const REPORT_NAMES = { ndjson: 'errors.ndjson', csv: 'errors.csv' } as const

export interface Output {
  /** From a signed credential as UTF-8 JSON. */
  readonly encode: (json: Buffer) => Uint8Array
  /** Writes each output beside its place, waits for the disk, renames. Absent for NDJSON, which the run appends. */
  readonly write?: (outputs: readonly Uint8Array[], uuids: Uint8Array) => Promise<void>
}

export interface OutputOptions {
  readonly form: OutputForm
  readonly folder: string
  readonly image?: PreparedImage
  /** In the names of files that are not whole yet; nobody else can guess it. */
  readonly partMark: string
}

/** Files of one session that are open at once: as many as libuv writes at once, whatever the system would allow. */
const OPEN_FILES = 4

/** Path of a badge's file inside the output folder: 256 shards keep folders small. */
export function badgePath(uuid: string, form: OutputForm): string {
  return `badges/${uuid.slice(0, 2)}/${uuid}.${form}`
}

export function outputOf({ form, folder, image, partMark }: OutputOptions): Output {
  const encode = encoderOf(form, image)
  if (form === 'ndjson') return { encode }
  const made = new Set<string>()
  const place = async (bytes: Uint8Array, uuid: string): Promise<void> => {
    const path = join(folder, badgePath(uuid, form))
    const part = `${path}.${partMark}.part`
    try {
      const shard = dirname(path)
      if (!made.has(shard)) {
        await mkdir(shard, { recursive: true })
        made.add(shard)
      }
      const file = await openNew(part)
      try {
        await file.writeFile(bytes)
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(part, path)
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined)
      throw fileFailed('write', path, error)
    }
  }
  return {
    encode,
    write: async (outputs, uuids) => {
      let next = 0
      const lane = async (): Promise<void> => {
        try {
          while (next < outputs.length) {
            const i = next++
            await place(outputs[i]!, formatUuid(uuids.subarray(i * 16, i * 16 + 16)))
          }
        } catch (error) {
          next = outputs.length
          throw error
        }
      }
      await Promise.all(Array.from({ length: OPEN_FILES }, lane))
    },
  }
}

/** A link that lies in the way, or what a worker left that died, is removed and never followed. */
async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    await rm(path)
    return open(path, 'wx')
  }
}

const LINE_FEED = Uint8Array.of(0x0a)

function encoderOf(form: OutputForm, image: PreparedImage | undefined): Output['encode'] {
  switch (form) {
    case 'ndjson':
      return (json) => Buffer.concat([json, LINE_FEED])
    case 'json':
      return (json) => json
    default:
      if (image?.format !== form)
        throw new TypeError(`${form} output needs a prepared ${form.toUpperCase()} image`)
      return (json) => bake(image, json.toString())
  }
}
