/** `npm run test:differential [documents] [first seed]`: laurel against jsonld.js on many random documents. */
import { differential, newTally } from '../jsonld/differential.js'

const count = Number(process.argv[2] ?? 200_000)
const first = Number(process.argv[3] ?? 1)
const STEP = 1000

const tally = newTally()
let differ = 0
for (let seed = first; seed < first + count; seed += STEP) {
  await differential(seed, Math.min(STEP, first + count - seed), tally)
  const { documents, same, refused, fast, uncompared, findings } = tally
  if ((seed - first) % (STEP * 10) === 0 || documents === count) {
    console.log(
      `differential: seeds ${first} to ${first + documents - 1}: same ${same}, both refuse ${refused}, ` +
        `uncompared ${uncompared}, differ ${differ}; fast way ${fast}`,
    )
  }
  differ += findings.length
  for (const { seed: at, document, difference } of findings.splice(0)) {
    process.exitCode = 1
    console.log(`seed ${at}: ${JSON.stringify(document)}\n${difference}`)
  }
}
