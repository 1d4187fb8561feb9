/** Verifying a typical badge from its JSON text, all rows, against the bare signature check of the same core. */
import { generateKeyPairSync, sign, verify as rawVerify } from 'node:crypto'
import { verify, verifyCache } from 'laurel'
import { cached } from '../../src/documents/loaders.js'
import { generateSigner } from '../../src/keys/signer.js'
import { didDocument, LIST, makeWorld, NOW } from '../verify/world.js'
import { compare, row } from './ratio.js'

export async function bench(): Promise<void> {
  const world = await makeWorld()
  const controller = 'did:web:many.example'
  const web = await generateSigner({ controller })
  world.documents.set('https://many.example/.well-known/did.json', didDocument(controller, web))
  await world.publishList([7], { signer: web })
  const offline = JSON.stringify(await world.sign(world.badge()))
  const full = JSON.stringify(
    await world.sign(
      world.badge((badge) => {
        badge.issuer.id = controller
        badge.credentialStatus = {
          id: `${LIST}#6`,
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '6',
          statusListCredential: LIST,
        }
      }),
      web,
    ),
  )
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const data = Buffer.alloc(64, 1)
  const signature = sign(null, data, privateKey)
  const load = cached(world.load)
  const cache = verifyCache()
  const warm = { load, cache, now: NOW, issuers: [controller], recipient: { id: 'did:example:ada' } }
  const plain = { now: NOW }
  if (!(await verify(offline, plain)).verified || !(await verify(full, warm)).verified) {
    throw new Error('the badges of the benchmark must verify')
  }

  const { raw, text, rows } = await compare({
    raw: () => rawVerify(null, data, publicKey, signature),
    text: () => verify(offline, plain),
    rows: () => verify(full, warm),
  })
  row('raw Ed25519 verify', raw.perSecond, 'a second')
  row('verify from text, did:key, offline', text.perSecond, 'a second', ratio(raw, text))
  row('verify from text, did:web and status list warm, all rows', rows.perSecond, 'a second', ratio(raw, rows))
  const times: number[] = []
  for (let i = 0; i < 3000; i++) {
    const start = process.hrtime.bigint()
    await verify(full, warm)
    times.push(Number(process.hrtime.bigint() - start) / 1000)
  }
  times.sort((a, b) => a - b)
  row('  p50', times[1500]!, 'µs')
  row('  p99', times[2970]!, 'µs')
}

function ratio(raw: { readonly microseconds: number }, ours: { readonly microseconds: number }): string {
  return `${((100 * raw.microseconds) / ours.microseconds).toFixed(0)} % of raw`
}
