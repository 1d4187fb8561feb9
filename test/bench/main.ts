/**
 * `npm run bench [name …]`: prints every figure that the README claims. Bundled first, as users run it, and each bench in
 * a process of its own: rivals take turns within one, and what other rooms' benches taught the compiler is none of theirs.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const wanted = process.argv.slice(2)
const here = new URL('.', import.meta.url)
const benches = readdirSync(here)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.slice(0, -'.bench.mjs'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort()

if (benches.length === 1) {
  const [name] = benches
  console.log(`\n# ${name}`)
  const { bench } = (await import(new URL(`${name}.bench.mjs`, here).href)) as { bench: () => Promise<void> }
  await bench()
} else {
  for (const name of benches) {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), name], { stdio: 'inherit' })
  }
}
