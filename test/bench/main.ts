/** `npm run bench [name …]`: prints every figure that the README claims. Bundled first, as users run it. */
import { readdirSync } from 'node:fs'

const wanted = process.argv.slice(2)
const here = new URL('.', import.meta.url)
const benches = readdirSync(here)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.slice(0, -'.bench.mjs'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort()

for (const name of benches) {
  console.log(`\n# ${name}`)
  const { bench } = (await import(new URL(`${name}.bench.mjs`, here).href)) as { bench: () => Promise<void> }
  await bench()
}
