/** `laurel record`, from files to a record that others verify. */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportSecretKey, signerFromSeed } from '../../src/index.js'
import {
  ADA,
  achievementId,
  BOB,
  badge,
  data,
  diploma,
  issuer,
  PARTS,
  THEN,
} from '../pathways/stack/world.js'
import { type World, world } from './world.js'

let here: World
let badges: string[]
let keys: string[]
beforeEach(async () => {
  here = world()
  badges = PARTS.map((part, i) => here.write(`badge-${i}.json`, part))
  const signer = await signerFromSeed(new Uint8Array(32).fill(5), { extractable: true })
  const key = here.write('key.json', await exportSecretKey(signer, 'jwk'))
  keys = ['--issuer', here.write('profile.json', issuer), '--key', key, '--at', THEN.toISOString()]
})
afterEach(() => here.remove())

const record = (files: readonly string[], ...more: readonly string[]) =>
  here.laurel(['record', ...files, '--name', 'Transcript', '--recipient', ADA, ...keys, ...more])

describe('laurel record', () => {
  it('signs a record that verifies, as JSON and in an image', async () => {
    const out = here.path('transcript.json')
    expect(await record(badges, '--out', out, '--json')).toMatchObject({
      status: 0,
      json: [{ parts: 3, file: out }],
    })
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ partial: true, name: 'Transcript' })
    expect(await here.laurel(['verify', out, '--json'])).toMatchObject({
      status: 0,
      json: [
        { verified: true, kind: 'clr', badges: [{ verified: true }, { verified: true }, { verified: true }] },
      ],
    })
    const picture = here.write('picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')
    const baked = here.path('transcript.svg')
    expect((await record(badges, '--complete', '--image', picture, '--out', baked)).status).toBe(0)
    expect(readFileSync(baked, 'utf8')).toContain('<clr:credential')
    const seen = await here.laurel(['verify', baked, '--json'])
    expect(seen).toMatchObject({ status: 0, json: [{ verified: true, kind: 'clr' }] })
  })

  it('carries a larger credential beside its parts, associated with it', async () => {
    const whole = here.write('diploma.json', await diploma())
    const association = {
      associationType: 'isPartOf',
      sourceId: achievementId('python'),
      targetId: data.awards!.id,
    }
    const associations = here.write('associations.json', { association })
    const out = here.path('transcript.json')
    expect((await record([whole, ...badges], '--associations', associations, '--out', out)).status).toBe(0)
    const { credentialSubject: subject } = JSON.parse(readFileSync(out, 'utf8')) as {
      credentialSubject: { association: object[]; verifiableCredential: object[] }
    }
    expect(subject.association).toEqual([{ type: 'Association', ...association }])
    expect(subject.verifiableCredential).toHaveLength(4)
    const dangling = here.write('dangling.json', { association: { ...association, sourceId: 'urn:x:other' } })
    const refused = await record([whole, ...badges], '--associations', dangling)
    expect(refused.status).toBe(1)
    expect(refused.err).toContain('/credentialSubject/association/0/sourceId')
  })

  it('refuses what does not verify, and what is somebody else’s', async () => {
    const forged = here.write('forged.json', { ...PARTS[0], name: 'Doctor' })
    expect(await record([...badges.slice(1), forged], '--json')).toMatchObject({
      status: 1,
      json: [{ refused: [{ file: forged, code: 'signature_invalid' }] }],
    })
    const others = here.write('bob.json', await badge('ethics', { recipient: { id: BOB } }))
    expect(await record([others], '--json')).toMatchObject({
      json: [{ refused: [{ code: 'recipient_differs' }] }],
    })
    expect((await record(badges, '--image', badges[0]!)).status).toBe(2)
    expect((await here.laurel(['record', ...badges, '--name', 'x', ...keys])).status).toBe(2)
  })
})
