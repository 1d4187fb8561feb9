/** `npm run test:signed [count] [first]`: documents that are changed, issued and verified; exit status 1 for a violation. */
import { whatIsSignedVerifies } from '../issue/signed/property.js'

const [count = '100000', first = '0'] = process.argv.slice(2)
const found = await whatIsSignedVerifies(Number(count), Number(first), (done) =>
  process.stderr.write(`\r${done} documents`),
)
process.stderr.write('\n')
const { documents, issued, refused, warned, violations } = found
console.log(`${documents} documents, each in ${issued.size} forms, ${violations.length} violations`)
for (const [title, counts] of Object.entries({ issued, refused, warned })) {
  console.log(title)
  for (const [name, n] of [...counts].sort((one, other) => other[1] - one[1])) {
    console.log(`  ${String(n).padStart(8)} ${name}`)
  }
}
for (const violation of violations) console.log(violation)
if (violations.length > 0) process.exitCode = 1
