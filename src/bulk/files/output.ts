/** The forms of output of a signed credential: a line, a file, or a baked image; one row for each form. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bake } from '../../bake/bake.js'
import { IMAGE_FORMATS, type ImageFormat, isImageFormat } from '../../bake/image/image-format.js'
import type { PreparedImage } from '../../bake/image/prepared-image.js'
import { formatUuid } from '../ids/credential-id.js'
import { fileFailed } from './file-error.js'

export type OutputForm = 'ndjson' | 'json' | ImageFormat

export const OUTPUT_FORMS: readonly OutputForm[] = [
  'ndjson',
  'json',
  ...Object.keys(IMAGE_FORMATS).filter(isImageFormat),
]

/** The name of the NDJSON in the output folder. */
export const NDJSON_NAME = 'credentials.ndjson'

/** The name of the manifest in the output folder. */
export const MANIFEST_NAME = 'manifest.ndjson'

/** The names of the folders in the output folder. */
export const OUTPUT_FOLDERS: readonly string[] = ['badges', 'status']

/** The names of the report of findings in the output folder. */
export const REPORT_NAMES = { ndjson: 'errors.ndjson', csv: 'errors.csv' } as const

export interface Output {
  /** Makes the output from a signed credential as UTF-8 JSON. */
  readonly encode: (json: Buffer) => Uint8Array
  /** Writes each output under a temporary name, waits for the disk, and renames it. Absent for NDJSON, to which the run appends. */
  readonly write?: (outputs: readonly Uint8Array[], uuids: Uint8Array) => Promise<void>
}

export interface OutputOptions {
  readonly form: OutputForm
  readonly folder: string
  readonly image?: PreparedImage
  /** A part of the names of incomplete files, which nobody else can guess. */
  readonly partMark: string
}

/** How many files of one session are open at once: as many as libuv writes at once. */
const OPEN_FILES = 4

/** The path of a badge's file in the output folder. 256 subfolders keep the folders small. */
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

/** Makes a new file. A link at its path, or the file of a worker that died, is removed first; links are never followed. */
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
