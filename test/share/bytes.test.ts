/** What laurel returns as bytes goes into a Blob, a Response and a file, for the compiler too: no cast stands here. */
import { readFileSync, rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bake, statusList } from 'laurel'
import { partBytes } from 'laurel/pathways'
import { badgeImage, badgePng, pathwayImage } from 'laurel/share'
import { expect, it } from 'vitest'
import { evaluated, PARTS } from '../pathways/stack/world.js'

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])
const design = { title: 'Rust I' }
const shared = new Uint8Array(new SharedArrayBuffer(PNG.length))
shared.set(PNG)

const MADE: readonly (readonly [string, () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>])[] =
  [
    ['bake', () => bake(badgeImage(design), PARTS[0]!)],
    ['badgeImage', () => badgeImage(design)],
    ['badgePng', () => badgePng(design, () => shared)],
    ['pathwayImage', async () => pathwayImage(await evaluated())],
    ['partBytes', () => partBytes(PARTS[0]!)],
    ['toBytes of a status list', () => statusList().toBytes()],
  ]

it.each(MADE)('%s', async (_, make) => {
  const bytes = await make()
  expect(bytes.buffer).toBeInstanceOf(ArrayBuffer)
  const folder = await mkdtemp(join(tmpdir(), 'laurel-bytes-'))
  await writeFile(join(folder, 'file'), bytes)
  expect(readFileSync(join(folder, 'file')).equals(bytes)).toBe(true)
  rmSync(folder, { recursive: true })
  for (const body of [new Blob([bytes]), new Response(bytes)])
    expect(new Uint8Array(await body.arrayBuffer())).toEqual(Uint8Array.from(bytes))
})
