/** `npm run test:conformance`: the public test suites, read where they lie beside the repository. */
import { spawnSync } from 'node:child_process'
import { hasVectors, vectors } from '../test/vectors.js'

if (!hasVectors) {
  console.log(
    `conformance: no public suites at ${vectors}; set LAUREL_VECTORS to where they are. Nothing ran.`,
  )
} else {
  const only = process.argv.slice(2)
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--mode', 'conformance', ...only],
    { stdio: 'inherit' },
  )
  process.exitCode = status ?? 1
}
