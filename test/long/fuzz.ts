/** `npm run test:fuzz [count] [first]`: a million mutants; exit status 1 when one of them breaks a rule. */
import { fuzz } from '../verify/fuzz.js'

const [count = '1000000', first = '1'] = process.argv.slice(2)
const before = process.memoryUsage().heapUsed
const start = Date.now()
const { mutants, verified, byForm, codes, slowest, violations } = await fuzz(
  Number(count),
  Number(first),
  (done) =>
    process.stderr.write(`\r${done} mutants, ${Math.round(done / ((Date.now() - start) / 1000))} a second`),
)
process.stderr.write('\n')
globalThis.gc?.()
const grown = (process.memoryUsage().heapUsed - before) / 1_048_576
console.log(
  `${mutants} mutants, ${verified} verified because they say the same, ${violations.length} violations`,
)
console.log(
  `slowest ${slowest.milliseconds.toFixed(1)} ms of CPU time (${slowest.form}, seed ${slowest.seed}); heap grew by ${grown.toFixed(1)} MB`,
)
for (const [form, n] of byForm) console.log(`  ${String(n).padStart(8)} verified: ${form}`)
for (const [code, n] of [...codes].sort((a, b) => b[1] - a[1]))
  console.log(`  ${String(n).padStart(8)} ${code}`)
for (const violation of violations) console.log(violation)
if (violations.length > 0 || slowest.milliseconds > 1000 || grown > 200) process.exitCode = 1
