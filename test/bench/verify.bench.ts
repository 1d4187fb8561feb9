/** Verifying a typical badge from its JSON text, all rows, against the bare signature check of the same core. */
import { generateKeyPairSync, verify as rawVerify, sign } from 'node:crypto'
import {
  achievement,
  alignment,
  issue,
  openBadge,
  profile,
  type Signer,
  statusEntry,
  verify,
  verifyCache,
} from 'laurel'
import { cached } from '../../src/documents/loaders.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import { didDocument, LIST, makeWorld, NOW } from '../verify/world.js'
import { row } from './ratio.js'

export async function bench(): Promise<void> {
  const world = await makeWorld()
  const controller = 'did:web:many.example'
  const web = await generateSigner({ controller })
  world.documents.set('https://many.example/.well-known/did.json', didDocument(controller, web))
  await world.publishList([7], { signer: web })
  const offline = JSON.stringify(await typicalBadge(world.signer))
  const full = JSON.stringify(await typicalBadge(web, statusEntry({ statusListCredential: LIST, index: 6 })))
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const data = Buffer.alloc(64, 1)
  const signature = sign(null, data, privateKey)
  const load = cached(world.load)
  const cache = verifyCache()
  const warm = { load, cache, now: NOW, issuers: [controller], recipient: { email: 'ada@example.org' } }
  const plain = { now: NOW }
  if (!(await verify(offline, plain)).verified || !(await verify(full, warm)).verified) {
    throw new Error('the badges of the benchmark must verify')
  }

  const [raw, text, rows] = (await interleaved([
    () => rawVerify(null, data, publicKey, signature),
    () => verify(offline, plain),
    () => verify(full, warm),
  ])) as [Times, Times, Times]
  row('raw Ed25519 verify', 1e6 / raw.p50, 'a second')
  row('verify from text, did:key, offline', 1e6 / text.p50, 'a second', ratio(raw, text))
  row(
    'verify from text, did:web and status list warm, all rows',
    1e6 / rows.p50,
    'a second',
    ratio(raw, rows),
  )
  row('  p50', rows.p50, 'µs')
  row('  p99', rows.p99, 'µs')
}

interface Times {
  /** The quickest tenth: what a call costs when nobody disturbs it. */
  readonly p10: number
  readonly p50: number
  readonly p99: number
}

/** Call by call in turns: on a busy machine a longer turn would be interrupted more often than a short one. */
async function interleaved(rivals: readonly (() => unknown)[], rounds = 6000): Promise<readonly Times[]> {
  const samples = rivals.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [i, rival] of rivals.entries()) {
      const start = process.hrtime.bigint()
      await rival()
      samples[i]!.push(Number(process.hrtime.bigint() - start) / 1000)
    }
  }
  return samples.map((times) => {
    const sorted = times.slice(rounds / 4).sort((a, b) => a - b)
    const at = (share: number): number => sorted[Math.floor(sorted.length * share)]!
    return { p10: at(0.1), p50: at(0.5), p99: at(0.99) }
  })
}

/** A badge of about 29 quads, as universities write them. */
async function typicalBadge(
  signer: Signer & { readonly controller: string },
  status?: object,
): Promise<object> {
  const badge = openBadge({
    issuer: profile({
      id: signer.controller,
      name: 'Example University',
      url: 'https://example.edu/',
      description: 'A university for examples',
    }),
    recipient: { email: 'ada@example.org' },
    validFrom: '2026-01-01T00:00:00Z',
    name: 'Rust I',
    achievement: achievement({
      id: 'https://example.edu/achievements/rust-1',
      name: 'Rust I',
      description: 'Ownership, borrowing and lifetimes; traits and generics; error handling.',
      criteria: 'Passed the written exam and handed in all six exercises.',
      achievementType: 'Course',
      tag: ['rust', 'programming'],
      alignment: [
        alignment({
          targetName: 'Systems programming',
          targetUrl: 'https://example.org/framework/systems',
          targetFramework: 'Example framework',
        }),
      ],
    }),
  })
  const credential = status === undefined ? badge : { ...badge, credentialStatus: status }
  return issue(credential, { signer, created: new Date('2026-01-01T00:00:00Z') })
}

function ratio(raw: Times, ours: Times): string {
  const share = (of: number, by: number): string => `${((100 * of) / by).toFixed(0)} %`
  return `${share(raw.p50, ours.p50)} of raw (undisturbed ${share(raw.p10, ours.p10)})`
}
