/** `npx tsx --tsconfig test/tsconfig.json test/long/bake.ts [seconds] [seed]`: spoilt images until the time is up. */
import { bake, isOpenBadgeError, unbake } from 'laurel'
import { crc32 } from '../../src/bake/png/crc32.js'
import { chunk, itxt, OB3, png, svg } from '../bake/images.js'

const seconds = Number(process.argv[2] ?? 60)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
const badge = { id: 'urn:uuid:1', name: 'Łódź 🦊 ]]>', proof: {} }
const seeds = [
  bake(png(chunk('tEXt', 'a\0b'), chunk('acTL', '\0'.repeat(8))), badge),
  bake(png(), 'eyJhbGciOiJFZERTQSJ9.eyJpZCI6MX0.c2ln'),
  png(itxt('openbadges', '{"@context":"https://w3id.org/openbadges/v2"}'), chunk('zTXt', 'openbadges\0\0x')),
  bake(svg('<g id="a">&amp;<style>a{b:url(#c)}</style></g><!-- c --><?d e?>'), badge),
  svg(
    `<o:credential xmlns:o="${OB3}" verify="a.b.c"/><assertion xmlns="http://openbadges.org">{}</assertion>`,
  ),
]
/** Pieces that mean something to one of the readers. */
const WORDS = [
  '<',
  '>',
  '/>',
  '</',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE a [',
  '&',
  '&#x0;',
  '"',
  "'",
  ' xmlns:a="b"',
  'IHDR',
  'IDAT',
  'IEND',
  'iTXt',
  '\0\0\0\0',
  '\xff\xff\xff\xff',
].map((word) => Uint8Array.from(word, (c) => c.charCodeAt(0)))

let state = seed >>> 0
/** A whole number below `limit`, from a generator that a seed repeats. */
function below(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 0x1_0000_0000) * limit)
}

function spoil(image: Uint8Array): Uint8Array {
  let bytes = image
  for (let edits = 1 + below(4); edits > 0; edits--) {
    const at = below(bytes.length + 1)
    const cut = below(3) === 0 ? below(12) : 0
    const word = below(2) === 0 ? WORDS[below(WORDS.length)]! : Uint8Array.of(below(256))
    const next = new Uint8Array(at + word.length + Math.max(0, bytes.length - at - cut))
    next.set(bytes.subarray(0, at))
    next.set(word, at)
    next.set(bytes.subarray(at + cut), at + word.length)
    bytes = next
  }
  return bytes
}

/** Makes the checksums true again, so that the spoilt parts behind them are reached. */
function heal(png: Uint8Array): Uint8Array {
  const view = new DataView(png.buffer)
  for (let start = 8; start + 12 <= png.length; ) {
    const end = start + 12 + view.getUint32(start)
    if (end > png.length) break
    view.setUint32(end - 4, crc32(png.subarray(start + 4, end - 4)))
    start = end
  }
  return png
}

const outcomes = new Map<string, number>()
const count = (name: string): void => void outcomes.set(name, (outcomes.get(name) ?? 0) + 1)
let slowest = 0
let runs = 0
for (const end = performance.now() + seconds * 1000; performance.now() < end; runs++) {
  const spoilt = spoil(seeds[below(seeds.length)]!)
  const image = spoilt[0] === 0x89 && below(4) > 0 ? heal(spoilt) : spoilt
  const start = performance.now()
  try {
    const { credential } = await unbake(image)
    count(credential === undefined ? 'no credential' : 'read')
    // What can be read can be baked into, and gives back what was baked.
    const again = bake(image, badge, { existing: 'replace', trailing: 'keep' })
    const { credential: text } = await unbake(again)
    if (text === undefined || JSON.parse(text).name !== badge.name)
      throw new Error('another credential came out')
  } catch (error) {
    if (!isOpenBadgeError(error)) {
      console.error(`seed ${seed}, run ${runs}: ${Buffer.from(image).toString('base64')}`)
      throw error
    }
    count(error.code)
  }
  slowest = Math.max(slowest, performance.now() - start)
}
console.log(
  `bake: ${runs} spoilt images, seed ${seed}, slowest ${slowest.toFixed(1)} ms:`,
  Object.fromEntries(outcomes),
)
