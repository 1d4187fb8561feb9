/** What becomes of a signed credential: a line, a file, or a baked image. One row a form. */
import { statSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bake } from '../../bake/bake.js'
import type { PreparedImage } from '../../bake/image/baking.js'
import { formatUuid } from '../ids/credential-id.js'
import { fileFailed } from './file-error.js'

export type OutputForm = 'ndjson' | 'json' | 'png' | 'svg'

export const OUTPUT_FORMS: readonly OutputForm[] = ['ndjson', 'json', 'png', 'svg']

/** Name of the NDJSON inside the output folder. */
export const NDJSON_NAME = 'credentials.ndjson'

/** Name of the manifest inside the output folder. */
export const MANIFEST_NAME = 'manifest.ndjson'

/** Name of a file while a run writes it. */
export function partName(name: string, run: number): string {
  return `${name}.${run}.part`
}

export interface Output {
  /** From a signed credential as UTF-8 JSON. */
  readonly encode: (json: Buffer) => Uint8Array
  /** Writes each output beside its place, waits for the disk, renames. Absent for NDJSON, which the run appends. */
  readonly write?: (outputs: readonly Uint8Array[], uuids: Uint8Array) => Promise<void>
  /** Whether the output of a row lies in its place; NDJSON is looked at as a whole. */
  readonly isPresent: (uuid: Uint8Array, length: number) => boolean
}

export interface OutputOptions {
  readonly form: OutputForm
  readonly folder: string
  readonly image?: PreparedImage
}

/** Path of a badge's file inside the output folder: 256 shards keep folders small. */
export function badgePath(uuid: string, form: OutputForm): string {
  return `badges/${uuid.slice(0, 2)}/${uuid}.${form}`
}

export function outputOf({ form, folder, image }: OutputOptions): Output {
  const encode = encoderOf(form, image)
  if (form === 'ndjson') return { encode, isPresent: () => true }
  const made = new Set<string>()
  const place = async (bytes: Uint8Array, uuid: string): Promise<void> => {
    const path = join(folder, badgePath(uuid, form))
    try {
      const shard = dirname(path)
      if (!made.has(shard)) {
        await mkdir(shard, { recursive: true })
        made.add(shard)
      }
      const file = await open(`${path}.part`, 'w')
      try {
        await file.writeFile(bytes)
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(`${path}.part`, path)
    } catch (error) {
      throw fileFailed('write', path, error)
    }
  }
  return {
    encode,
    isPresent: (uuid, length) =>
      statSync(join(folder, badgePath(formatUuid(uuid), form)), { throwIfNoEntry: false })?.size === length,
    write: async (outputs, uuids) => {
      await Promise.all(
        outputs.map((bytes, i) => place(bytes, formatUuid(uuids.subarray(i * 16, i * 16 + 16)))),
      )
    },
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
