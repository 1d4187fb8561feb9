/** What laurel does, from a badge to its certificate, through the entries that run everywhere. Web standards only. */
import {
  achievement,
  bake,
  canonize,
  clr,
  credential,
  decodeStatusList,
  encodeStatusList,
  isOpenBadgeError,
  issue,
  issueJwt,
  memoryChallenges,
  openBadge,
  present,
  presentJwt,
  statusList,
  unbake,
  validate,
  verify,
} from 'laurel'
import { evaluate, pathway, stack, verifyStack } from 'laurel/pathways'
import { certificate, credentialPage } from 'laurel/share'
import { type Case, refuses, same } from './data.js'
import { PNG, type World } from './world.js'

export function smoke(world: World): readonly Case[] {
  const { unsigned, signed, text, load, loadWithdrawn, svg, university } = world
  const changed = text.replace('Rust I', 'Rust X')
  return [
    ['verifies JSON text', () => genuine(text, world)],
    ['verifies an object', () => genuine(signed, world)],
    ['verifies a JWT', async () => genuine(await issueJwt(unsigned, { signer: university }), world)],
    ['verifies a baked PNG', async () => genuine(await bake(PNG, signed), world)],
    ['verifies a baked SVG', async () => genuine(await bake(svg, signed), world)],
    ['refuses a changed badge', () => rejected(changed, 'signature_invalid', load)],
    [
      'refuses a changed badge in a picture',
      async () => rejected(await bake(PNG, changed), 'signature_invalid', load),
    ],
    ['refuses a changed JWT', async () => rejected(await changedJwt(world), 'signature_invalid', load)],
    ['signs for nobody else', () => refuses('model_invalid', () => issue(unsigned, { signer: world.ada }))],
    ['refuses an issuer who is not listed', () => unlisted(world)],
    ['refuses a withdrawn badge', () => rejected(text, 'revoked', loadWithdrawn)],
    ['says unknown where the status list is out of reach', () => unknown(text)],
    ['bakes and unbakes byte for byte', () => bakes([PNG, svg], text)],
    [
      'canonicalises whatever the order of members',
      async () => {
        const turned = Object.fromEntries(Object.entries(signed).reverse())
        const quads = await canonize(signed)
        same(quads.includes('"Rust I"'), true)
        same(await canonize(turned), quads)
      },
    ],
    [
      'validates',
      () => {
        same(validate(signed).valid, true)
        same(validate({ ...signed, issuer: 7 }).valid, false)
      },
    ],
    ['writes and reads status lists', statusLists],
    ['presents, and verifies with a challenge that is good once', () => presents(world)],
    ['makes records', () => records(world)],
    [
      'issues any credential',
      async () => {
        const plain = credential({
          issuer: university.controller,
          credentialSubject: { id: 'https://example.org/ada' },
        })
        same((await verify(await issue(plain, { signer: university }))).verified, true)
      },
    ],
    ['evaluates pathways, stacks, and verifies the stack', () => stacks(world)],
    ['writes the share page and the certificate', () => pages(world)],
    [
      'throws typed errors',
      async () => {
        await refuses('model_invalid', () => openBadge({} as never))
        same(isOpenBadgeError(new Error('no'), 'model_invalid'), false)
      },
    ],
  ]
}

async function genuine(input: string | Uint8Array | object, { load }: World): Promise<void> {
  const report = await verify(input, { load })
  const trouble = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
  if (!report.verified || report.credential === undefined) throw new Error(JSON.stringify(trouble))
}

async function rejected(input: string | Uint8Array, code: string, load: World['load']): Promise<void> {
  const report = await verify(input, { load })
  same([report.verified, report.credential], [false, undefined])
  same(report.checks.find(({ outcome }) => outcome === 'fail')?.code, code)
}

async function unknown(text: string): Promise<void> {
  const { verified, checks } = await verify(text)
  same([verified, checks.find(({ id }) => id === 'status')?.outcome], [false, 'unknown'])
}

async function changedJwt({ unsigned, university }: World): Promise<string> {
  const [header, payload, signature = ''] = (await issueJwt(unsigned, { signer: university })).split('.')
  return [header, payload, (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)].join('.')
}

async function unlisted({ text, load }: World): Promise<void> {
  const report = await verify(text, { load, issuers: ['did:web:other.example'] })
  same([report.verified, report.checks.find(({ outcome }) => outcome === 'fail')?.id], [false, 'trust'])
}

async function bakes(images: readonly Uint8Array[], text: string): Promise<void> {
  for (const image of images) same((await unbake(await bake(image, text))).credential, text)
}

async function statusLists(): Promise<void> {
  const list = statusList()
  list.set(99_999)
  const read = await decodeStatusList(await encodeStatusList(list))
  same([read.length, read.get(99_999), read.get(99_998)], [131_072, 1, 0])
}

async function presents({ signed, ada, load }: World): Promise<void> {
  const challenges = memoryChallenges()
  const [domain, recipient] = ['https://verifier.example', { id: ada.controller }]
  for (const show of [present, presentJwt]) {
    const challenge = await challenges.issue()
    const shown = await show({ credentials: [signed], signer: ada, challenge, domain })
    same([await challenges.redeem(challenge), await challenges.redeem(challenge)], [true, false])
    const report = await verify(shown, { challenge, domain, recipient, load })
    same([report.verified, report.badges.map(({ verified }) => verified)], [true, [true]])
    const another = await challenges.issue()
    same((await verify(shown, { challenge: another, domain, recipient, load })).verified, false)
  }
}

async function records({ issuer, ada, text, university, load }: World): Promise<void> {
  const record = clr({
    name: 'Transcript',
    issuer,
    recipient: { id: ada.controller },
    credentials: [JSON.parse(text)],
    partial: false,
  })
  const report = await verify(await issue(record, { signer: university }), { load })
  same([report.verified, report.badges.length], [true, 1])
}

async function stacks({ university, ada, issuer, rust, text, load }: World): Promise<void> {
  const degree = pathway({
    id: 'https://example.edu/pathways/systems/1',
    name: 'Systems',
    issuers: [university.controller],
    awards: achievement({
      id: 'https://example.edu/achievements/systems',
      name: 'Systems',
      description: 'Writes systems.',
      criteria: 'All courses.',
    }),
    root: { all: [{ badge: rust.id }] },
  })
  const candidates = [{ report: await verify(text, { load }), input: text }]
  const recipient = { id: ada.controller }
  const done = evaluate(degree, candidates, { holder: recipient, at: new Date() })
  if (done.outcome !== 'met') throw new Error(JSON.stringify(done))
  const diploma = await issue(stack(degree, done, { issuer, recipient }), { signer: university })
  const options = { issuers: [university.controller], pathway: degree, load }
  same((await verifyStack(diploma, [text], options)).level, 'proven')
  const changed = await verifyStack(diploma, [text.replace('Rust I', 'Rust X')], options)
  same(changed.level === 'proven', false)
}

async function pages({ signed, text, load }: World): Promise<void> {
  const report = await verify(text, { load })
  same((await credentialPage(signed, report)).includes('<strong>the exam</strong>'), true)
  if (report.credential === undefined) throw new Error('not verified')
  same(certificate(report, { recipientName: 'Ada Lovelace' }).includes('Ada Lovelace'), true)
}
