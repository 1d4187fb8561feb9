/** "An image format" of src/README.md: a file, its row, and the rows for which the compiler then asks. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { IMAGE_FORMATS } from '../../../src/bake/image/image-format.js'
import type { Raw } from '../../../src/bake/image/pick-container.js'
import type { PreparedImage } from '../../../src/bake/image/prepared-image.js'

/** A picture of this format is the word RAW, and then its credential. */
const RAW = new TextEncoder().encode('\u00fcRAW')
Object.assign(IMAGE_FORMATS, {
  raw: { matches: (bytes: Uint8Array) => RAW.every((byte, i) => bytes[i] === byte), text: false },
})
const { bake, prepareImage, unbake, generateSigner, issue, profile, verify } = await import('laurel')
const { issueBatch, rowsFrom } = await import('laurel/bulk')
const { CONTAINERS } = await import('../../../src/bake/image/containers.js')
const { PREPARERS } = await import('../../../src/bake/prepare-image.js')
const { ENCODERS } = await import('../../../src/bake/bake.js')
const { READERS } = await import('../../../src/bake/unbake.js')
const { sampleBadge } = await import('./sample-badge.js')

const none = { warnings: [], held: [], svg: undefined }
Object.assign(PREPARERS, {
  raw: (head: Uint8Array) =>
    ({ format: 'raw', head, tail: new Uint8Array(), ...none }) as unknown as PreparedImage,
})
Object.assign(ENCODERS, {
  raw: (_: PreparedImage, { text }: { readonly text: string }) => new TextEncoder().encode(text),
})
Object.assign(READERS, {
  raw: (bytes: Uint8Array): Raw => ({
    container: CONTAINERS[0],
    text: new TextDecoder().decode(bytes.subarray(RAW.length)),
    warnings: [],
  }),
})

test('Credentials are baked into a new format, found in it, and verified', async () => {
  const signer = await generateSigner()
  const baked = bake(prepareImage(RAW), await issue(sampleBadge(signer.controller), { signer }))
  expect(await unbake(baked)).toMatchObject({ format: 'raw', kind: 'json' })
  expect(await verify(baked)).toMatchObject({ verified: true, format: 'raw' })
})

test('A batch bakes into a new format', async () => {
  const signer = await generateSigner()
  const folder = await mkdtemp(join(tmpdir(), 'laurel-raw-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const out = join(folder, 'out')
  const { achievement } = sampleBadge(signer.controller)['credentialSubject'] as { achievement: never }
  await issueBatch({
    source: rowsFrom(() => [{ email: 'ada@example.org' }]),
    mapping: { recipient: { email: '{email}' } },
    issuer: profile({ id: signer.controller, name: 'Example University' }),
    achievement,
    signer,
    workers: 0,
    out,
    form: 'raw' as never,
    image: RAW,
  })
  const files = await readdir(join(out, 'badges'), { recursive: true })
  const [file] = files.filter((name) => name.endsWith('.raw'))
  expect(await verify(await readFile(join(out, 'badges', file!)))).toMatchObject({ verified: true })
})
