import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>Badge</title></svg>'
const ACHIEVEMENT = {
  id: 'https://example.edu/a/rust',
  type: ['Achievement'],
  name: 'Rust I',
  description: 'Writes Rust.',
  criteria: { narrative: 'Exam.' },
}

/** An issuer on the disk, and the id that it has. */
async function init(): Promise<string> {
  const { json } = await here.laurel(['init', here.path('issuer'), '--name', 'Example University', '--json'])
  return String(json[0]!['issuer'])
}

function badge(issuer: string): object {
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Rust I',
    issuer: { id: issuer, type: ['Profile'], name: 'Example University' },
    credentialSubject: { id: 'did:example:ada', type: ['AchievementSubject'], achievement: ACHIEVEMENT },
  }
}

async function signed(): Promise<string> {
  const issuer = await init()
  const file = here.path('signed.json')
  const input = here.write('badge.json', badge(issuer))
  await here.laurel(['issue', input, '--key', here.path('issuer/key.json'), '--out', file])
  return file
}

describe('laurel', () => {
  it.each([[['--help']], [['help']], [['verify', '--help']], [['issue', '--help']], [['status', '--help']]])(
    'explains itself for %j',
    async (args) => {
      const { status, out } = await here.laurel(args)
      expect(status).toBe(0)
      expect(out).toContain('laurel')
      expect(out.length).toBeGreaterThan(400)
    },
  )

  it('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect((await here.laurel(['--version'])).out.trim()).toBe(version)
  })

  it.each([
    [[], 'Usage'],
    [['verfy', 'x'], 'verify'],
    [['verify', '--isuer', 'x', 'y'], '--issuer'],
    [['verify'], 'files'],
    [['issue', 'a.json'], '--key'],
    [['bake', 'a.png', 'b.json'], '--out'],
    [['verify', 'x', '--at', 'yesterday'], '--at'],
    [['verify', 'x', '--require', 'luck'], 'require'],
    [['status', 'revok', '--journal', 'x'], 'revoke'],
  ])('answers the mistake %j with status 2 and a word of help', async (args, word) => {
    const { status, err, out } = await here.laurel(args)
    expect(status).toBe(2)
    expect(err + out).toContain(word)
    expect(err).not.toMatch(/\n\s+at /)
  })
})

describe('laurel init', () => {
  it('writes a key that only its owner reads, a profile and a DID document', async () => {
    const issuer = await init()
    expect(issuer).toMatch(/^did:key:z6Mk/)
    expect(statSync(here.path('issuer/key.json')).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(here.path('issuer/profile.json'), 'utf8'))).toMatchObject({ id: issuer })
    expect(JSON.parse(readFileSync(here.path('issuer/did.json'), 'utf8'))).toMatchObject({ id: issuer })
  })

  it('overwrites nothing', async () => {
    await init()
    const key = readFileSync(here.path('issuer/key.json'))
    const again = await here.laurel(['init', here.path('issuer'), '--name', 'Another'])
    expect(again.status).toBe(2)
    expect(readFileSync(here.path('issuer/key.json'))).toEqual(key)
  })

  it('says where a did:web must be hosted', async () => {
    const { out, json } = await here.laurel([
      'init',
      here.path('web'),
      '--name',
      'X',
      '--did',
      'did:web:example.edu:badges',
      '--json',
    ])
    expect(out).toContain('https://example.edu/badges/did.json')
    expect(json[0]!['verificationMethod']).toMatch(/^did:web:example\.edu:badges#/)
  })

  it('refuses other DIDs', async () => {
    expect((await here.laurel(['init', here.path('x'), '--name', 'X', '--did', 'did:ion:abc'])).status).toBe(
      2,
    )
    expect(existsSync(here.path('x'))).toBe(false)
  })
})

describe('laurel issue, verify, bake and unbake', () => {
  it('issues, bakes, unbakes and verifies', async () => {
    const file = await signed()
    const { issuer } = JSON.parse(readFileSync(file, 'utf8')) as { issuer: { id: string } }
    const image = here.write('badge.svg', SVG)
    expect((await here.laurel(['bake', image, file, '--out', here.path('baked.svg')])).status).toBe(0)
    const report = await here.laurel([
      'verify',
      here.path('baked.svg'),
      file,
      '--issuer',
      issuer.id,
      '--json',
    ])
    expect(report.status).toBe(0)
    expect(report.json).toMatchObject([
      { file: here.path('baked.svg'), verified: true, format: 'svg' },
      { file, verified: true, format: 'json' },
    ])
    const { out } = await here.laurel(['unbake', here.path('baked.svg')])
    expect(JSON.parse(out)).toEqual(JSON.parse(readFileSync(file, 'utf8')))
    expect(readFileSync(here.path('badge.svg'), 'utf8')).toBe(SVG)
  })

  it('bakes while issuing, and makes a JWS', async () => {
    const issuer = await init()
    const input = here.write('badge.json', badge(issuer))
    const image = here.write('badge.svg', SVG)
    const key = here.path('issuer/key.json')
    const args = ['issue', input, '--key', key, '--image', image, '--out', here.path('ada.svg'), '--jwt']
    expect((await here.laurel(args)).status).toBe(0)
    const { json } = await here.laurel(['verify', here.path('ada.svg'), '--json'])
    expect(json[0]).toMatchObject({ verified: true })
    const piped = await here.laurel(['issue', '-', '--key', key], JSON.stringify(badge(issuer)))
    expect(JSON.parse(piped.out)).toHaveProperty('proof')
  })

  it('fails the proof of a badge that was changed', async () => {
    const file = await signed()
    const text = readFileSync(file, 'utf8').replace('Writes Rust', 'Writes rust')
    const { status, json } = await here.laurel(['verify', '-', '--json'], text)
    expect(status).toBe(1)
    expect(json[0]).toMatchObject({ verified: false })
    expect(json[0]!['checks']).toContainEqual(expect.objectContaining({ id: 'proof', outcome: 'fail' }))
  })

  it('judges by the recipient, the issuer and the date that it is given', async () => {
    const file = await signed()
    const verdict = async (...more: string[]): Promise<number> =>
      (await here.laurel(['verify', file, ...more])).status
    expect(await verdict('--recipient', 'did:example:ada')).toBe(0)
    expect(await verdict('--recipient', 'did:example:eve')).toBe(1)
    expect(await verdict('--issuer', 'did:example:other')).toBe(1)
    expect(await verdict('--at', '2001-01-01')).toBe(1)
    expect(await verdict('--require', 'status')).toBe(1)
  })

  it('reports every file although some cannot be read', async () => {
    const file = await signed()
    const { status, json } = await here.laurel([
      'verify',
      here.path('none.png'),
      file,
      here.path('.'),
      '--json',
    ])
    expect(status).toBe(2)
    expect(json).toMatchObject([
      { file: here.path('none.png'), verified: false, error: { code: 'file_failed' } },
      { file, verified: true },
      { verified: false, error: { code: 'file_failed' } },
    ])
  })

  it('reports hostile and malformed files without an error', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    for (const content of ['', 'hello', '[', '{"a":1}', png, Buffer.alloc(100)]) {
      const { status, json } = await here.laurel(['verify', '-', '--json'], content)
      expect(status).toBe(1)
      expect(json[0]).toMatchObject({ verified: false })
    }
  })
})

describe('bad input', () => {
  it.each<[string, object, string, number]>([
    [
      'a credential without achievement',
      { credentialSubject: { id: 'did:example:ada', type: ['AchievementSubject'] } },
      'model_invalid',
      1,
    ],
    ['an unknown term', { favouriteColour: 'green' }, 'model_invalid|jsonld_unsafe', 1],
    [
      'an issuer that is not the key',
      { issuer: { id: 'did:web:other.example', type: ['Profile'] } },
      'model_invalid',
      1,
    ],
    ['a credential that is signed already', { proof: [{ type: 'DataIntegrityProof' }] }, 'model_invalid', 1],
  ])('refuses %s, naming the place, and writes nothing', async (_, change, code, status) => {
    const issuer = await init()
    const input = here.write('bad.json', { ...badge(issuer), ...change })
    const args = [
      'issue',
      input,
      '--key',
      here.path('issuer/key.json'),
      '--out',
      here.path('out.json'),
      '--json',
    ]
    const answer = await here.laurel(args)
    expect(answer.status).toBe(status)
    const { error } = JSON.parse(answer.err) as { error: { code: string; issues: { pointer: string }[] } }
    expect(error.code).toMatch(new RegExp(`^(?:${code})$`))
    expect(error.issues[0]!.pointer).toMatch(/^\//)
    expect(existsSync(here.path('out.json'))).toBe(false)
  })

  it.each<[string, string]>([
    ['no JSON', 'oops'],
    ['a public key', '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}'],
    ['an empty file', ''],
    ['a cut PEM file', '-----BEGIN PRIVATE KEY-----\nMC4CAQ'],
  ])('refuses a key file with %s and never prints it', async (_, text) => {
    const key = here.write('key', text)
    const answer = await here.laurel(['issue', '-', '--key', key], '{}')
    expect(answer.status).toBe(2)
    expect(answer.err).toContain('key')
    if (text.length > 10) expect(answer.err).not.toContain(text.slice(-20))
  })

  it.each<[string, string | Uint8Array]>([
    ['no image', 'plain text'],
    ['a cut PNG', Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex')],
    [
      'an SVG with an entity bomb',
      '<!DOCTYPE svg [<!ENTITY a "aa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
  ])('refuses to bake into %s', async (_, content) => {
    const file = await signed()
    const image = here.write('image', content)
    const answer = await here.laurel(['bake', image, file, '--out', here.path('baked')])
    expect(answer.status).toBe(2)
    expect(existsSync(here.path('baked'))).toBe(false)
  })

  it('says of an image without credential that there is none', async () => {
    const image = here.write('badge.svg', SVG)
    expect(await here.laurel(['unbake', image])).toMatchObject({ status: 1, out: '' })
    expect((await here.laurel(['unbake', image, '--json'])).json[0]).toMatchObject({ format: 'svg' })
  })

  it('names term and place when canonizing would lose data', async () => {
    const issuer = await init()
    const input = here.write('bad.json', { ...badge(issuer), favouriteColour: 'green' })
    const { status, err } = await here.laurel(['canonize', input])
    expect(status).toBe(1)
    expect(err).toContain('/favouriteColour')
  })

  it('leaves no part file behind when the place is taken by a folder', async () => {
    const file = await signed()
    const image = here.write('badge.svg', SVG)
    const { mkdirSync } = await import('node:fs')
    mkdirSync(here.path('taken'))
    expect((await here.laurel(['bake', image, file, '--out', here.path('taken')])).status).toBe(2)
    expect(readdirSync(here.path('.')).filter((name) => name.includes('.part'))).toEqual([])
  })
})

describe('laurel validate and canonize', () => {
  it('says good or bad a file', async () => {
    const good = await signed()
    const bad = here.write('bad.json', { ...badge('did:example:x'), credentialSubject: {} })
    const { status, json } = await here.laurel(['validate', good, bad, here.path('none'), '--json'])
    expect(status).toBe(2)
    expect(json).toMatchObject([
      { valid: true },
      { valid: false },
      { valid: false, error: { code: 'file_failed' } },
    ])
    expect((await here.laurel(['validate', bad])).status).toBe(1)
  })

  it('prints canonical N-Quads and their hash', async () => {
    const { createHash } = await import('node:crypto')
    const file = await signed()
    const quads = await here.laurel(['canonize', file])
    expect(quads.out).toMatch(/^(?:[^\n]+ \.\n)+$/)
    const hash = createHash('sha256').update(quads.out).digest('hex')
    expect((await here.laurel(['canonize', file, '--hash'])).out.trim()).toBe(hash)
    expect((await here.laurel(['canonize', file, '--json'])).json[0]).toMatchObject({ sha256: hash })
  })
})
