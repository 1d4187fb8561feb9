import { readdirSync, readFileSync, statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => new URL(`./src/${path}`, import.meta.url).pathname

/** `LAUREL_PLATFORM=web npm test` runs the same suite on the web platform's code. */
const platform = process.env['LAUREL_PLATFORM'] === 'web' ? 'web' : 'node'

/** Files of one worker share modules. A file that replaces modules, or adds rows to tables, has a worker of its own. */
const REPLACES_MODULES = /\bvi\.(?:mock|doMock|resetModules)\(|\bimportOn\(/
const TEST_FILES = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => `test/${file}`)
const ISOLATED = TEST_FILES.filter(
  (file) => file.startsWith('test/house/where-to-add/') || REPLACES_MODULES.test(readFileSync(file, 'utf8')),
)

/** A test file that asks which suite it is in has more cases, or larger ones, in the slow suite, and runs in both. */
const LONGER = TEST_FILES.filter((file) => /\bbySuite\(/.test(readFileSync(file, 'utf8')))

/**
 * Folders of the usual suite are in memory where there is room: a batch writes each step through to the disk, and to wait for
 * that takes longer than all else. The slow suite writes to the disk.
 */
const MEMORY = '/dev/shm'
function temporaryFolder(): { readonly TMPDIR?: string } {
  if (process.platform !== 'linux' || process.env['TMPDIR'] !== undefined) return {}
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    return bavail * bsize > 2 ** 30 ? { TMPDIR: MEMORY } : {}
  } catch {
    return {}
  }
}

const OTHER_SUITES = [
  'test/conformance/**',
  'test/long/**',
  '**/*.slow.test.ts',
  '**/*.real.test.ts',
  '**/node_modules/**',
]

/** `vitest run` runs the first suite, `vitest run --mode <name>` another one. */
const SUITES = {
  test: {
    testTimeout: 60_000,
    env: temporaryFolder(),
    projects: [
      // Without this, imports take as long as all tests.
      {
        extends: true as const,
        test: {
          name: 'shared',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: [...OTHER_SUITES, ...ISOLATED],
        },
      },
      { extends: true as const, test: { name: 'isolated', include: ISOLATED, exclude: OTHER_SUITES } },
    ],
  },
  slow: { include: ['test/**/*.slow.test.ts', ...LONGER], testTimeout: 1_800_000 },
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
    setupFiles: process.env['PROPERTY_SEED'] === undefined ? [] : ['test/property-seed.ts'],
    pool: 'threads',
    // Vitest leaves one core to itself, which on two cores is half of the machine.
    maxWorkers: availableParallelism(),
  },
}))
