import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => new URL(`./src/${path}`, import.meta.url).pathname

/** `LAUREL_PLATFORM=web npm test` runs the same suite on the web platform's code. */
const platform = process.env['LAUREL_PLATFORM'] === 'web' ? 'web' : 'node'

/** `vitest run` runs the first suite, `vitest run --mode <name>` another one. */
const SUITES = {
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/conformance/**',
      'test/long/**',
      '**/*.slow.test.ts',
      '**/*.real.test.ts',
      '**/node_modules/**',
    ],
    testTimeout: 60_000,
  },
  slow: { include: ['test/**/*.slow.test.ts'], testTimeout: 1_800_000 },
  /** With real services on this machine, which `scripts/ci-services.sh` installs and starts. */
  real: { include: ['test/**/*.real.test.ts'], testTimeout: 600_000, fileParallelism: false },
  conformance: { include: ['test/conformance/**/*.test.ts'], testTimeout: 600_000 },
}

export default defineConfig(({ mode }) => ({
  resolve: {
    alias: [
      { find: /^#platform$/, replacement: source(`platform/${platform}.ts`) },
      { find: /^laurel$/, replacement: source('index.ts') },
      {
        find: /^laurel\/(net|bulk|queue|share|pathways|digitalbazaar|ajv)$/,
        replacement: source('$1/index.ts'),
      },
    ],
  },
  test: {
    ...SUITES[mode as keyof typeof SUITES],
    pool: 'threads',
    // Vitest leaves one core to itself, which on two cores is half of the machine.
    maxWorkers: availableParallelism(),
  },
}))
