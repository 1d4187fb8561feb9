/**
 * Node, WebCrypto and the portable equation over random signatures with torsion, damage and edge encodings: any
 * disagreement ends the run. `npx tsx --tsconfig test/tsconfig.json test/long/ed25519.ts [rounds]`
 */
import { createHash } from 'node:crypto'
import { isStrictSignature } from '../../src/platform/ed25519-encoding.js'
import { portableVerify } from '../../src/platform/ed25519-portable.js'
import * as node from '../../src/platform/node.js'
import * as web from '../../src/platform/web.js'
import {
  BASE,
  integer,
  join,
  L,
  little,
  nonCanonicalSmallOrder,
  r,
  sign,
  smallOrder,
  T,
} from '../platform/ed25519-edge.js'

const rounds = Number(process.argv[2] ?? 5_000)
const edges = [...smallOrder, ...nonCanonicalSmallOrder]
const counts = { accepted: 0, refused: 0 }

for (let i = 0; i < rounds; i++) {
  const random = createHash('sha512').update(String(i)).digest()
  const secret = (integer(random.subarray(0, 32)) % (L - 1n)) + 1n
  const key = BASE.multiply(secret).add(T.multiply(BigInt(random[32]! & 7), false))
  const nonce = BASE.multiply(r).add(T.multiply(BigInt(random[33]! & 7), false))
  const made = sign(key, nonce, i, secret)
  let { signature } = made
  switch (random[34]! % 6) {
    case 0: // one bit
      signature = signature.slice()
      signature[random[35]! & 63]! ^= 1 << (random[36]! & 7)
      break
    case 1: // S beyond the order
      signature = join(made.r, little(made.s + L))
      break
    case 2: // R from the list of edges
      signature = join(edges[random[35]! % edges.length]!, little(made.s))
      break
  }
  const { importEd25519Public, verifyEd25519 } = web
  const verdicts = [
    node.verifyEd25519(node.importEd25519Public(made.key), signature, made.message),
    await verifyEd25519(await importEd25519Public(made.key), signature, made.message),
    isStrictSignature(signature) && (await portableVerify(made.key)(signature, made.message)),
  ]
  if (new Set(verdicts).size > 1) throw new Error(`round ${i}: ${verdicts.join(' ')}`)
  counts[verdicts[0] ? 'accepted' : 'refused']++
}
console.log(
  `${rounds} rounds, three verifiers, no disagreement: ${counts.accepted} accepted, ${counts.refused} refused`,
)
