/** Baking beside one raw Ed25519 signature: a stream of bakes must keep up with signing. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { bake, prepareImage, unbake } from 'laurel'
import { chunk, png, svg } from '../bake/images.js'
import { compare, row } from './ratio.js'

/** As big as a usual issued badge (1.4 kB of JSON) in an image of 80 kB. */
const badge = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:0b0a9e0e-7c46-4b0c-9d3b-3f6b2f7a1c11',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: 'did:web:example.edu', type: ['Profile'], name: 'Example University' },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [{ type: 'IdentityObject', hashed: true, identityHash: `sha256$${'a'.repeat(64)}`, identityType: 'emailAddress', salt: 's'.repeat(22) }],
    achievement: { id: 'https://example.edu/a/1', type: ['Achievement'], name: 'Rust I', description: 'd'.repeat(200), criteria: { narrative: 'n'.repeat(200) } },
  },
  proof: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: '2026-01-01T00:00:00Z', verificationMethod: 'did:web:example.edu#key-1', proofPurpose: 'assertionMethod', proofValue: `z${'1'.repeat(87)}` },
} // biome-ignore format: one sample

export async function bench(): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const message = new Uint8Array(64)
  const pixels = Uint8Array.from({ length: 80_000 }, (_, i) => (i * 2654435761) >>> 24)
  const image = png(chunk('IDAT', pixels.subarray(0, 32_768)), chunk('IDAT', pixels.subarray(32_768)))
  const drawing = svg('<path d="M0,0C1,1,2,2,3,3" fill="#123456"/>'.repeat(100))
  const [preparedPng, preparedSvg] = [prepareImage(image), prepareImage(drawing)]
  const [bakedPng, bakedSvg] = [bake(image, badge), bake(drawing, badge)]
  const times = await compare({
    sign: () => sign(null, message, privateKey),
    'bake into a prepared PNG of 80 kB': () => bake(preparedPng, badge),
    'bake into a PNG of 80 kB': () => bake(image, badge),
    'unbake a PNG of 80 kB': () => unbake(bakedPng),
    'bake into a prepared SVG of 4 kB': () => bake(preparedSvg, badge),
    'bake into an SVG of 4 kB': () => bake(drawing, badge),
    'unbake an SVG of 4 kB': () => unbake(bakedSvg),
  })
  for (const [name, { perSecond }] of Object.entries(times)) {
    const note = `${(perSecond / times.sign.perSecond).toFixed(2)} × raw Ed25519 signatures`
    row(name === 'sign' ? 'sign 64 bytes, raw Ed25519' : name, perSecond, '/s', name === 'sign' ? '' : note)
  }
}
