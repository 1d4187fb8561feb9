/** The core's own tests inside the browser: every test file that needs nothing but web standards. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import type { Browser } from 'playwright-core'

const root = fileURLToPath(new URL('../../', import.meta.url))
const tests = join(root, 'test')

/** What no page has: Node's modules and globals, native rasterisers, mocked modules, other tests' installations. */
const NODE =
  /from 'node:(?!fs')|import\('node:|\b(?:readdir|exists)Sync\b|\bprocess\.|@resvg|platform\/node|\bvi\.|from 'tinypool|from 'undici/
const ROOMS = [
  'bake',
  'did',
  'documents',
  'encoding',
  'issue',
  'jsonld',
  'keys',
  'model',
  'proof',
  'schema',
  'share',
  'status',
  'verify',
  'platform',
]

const ORIGIN = 'https://slice.example/'
const HTML = `<!doctype html><script>
globalThis.slice = new Promise((resolve, reject) => {
  globalThis.done = resolve
  addEventListener('error', (event) => reject(new Error(event.message || 'a script does not load')), true)
  addEventListener('unhandledrejection', (event) => reject(event.reason))
  setTimeout(() => reject(new Error('the tests of this file do not end')), 60000)
})
</script><script type=module src=slice.js></script>`

export interface SliceResult {
  readonly files: number
  readonly left: readonly string[]
  readonly passed: number
  readonly failed: readonly string[]
}

export async function runCoreSlice(browser: Browser, only = ''): Promise<SliceResult> {
  const all = ROOMS.flatMap(testFiles)
  const fit = all.filter((file) => file.includes(only) && !needsNode(file, new Set()))
  const left = all.filter((file) => !fit.includes(file)).map((file) => relative(tests, file))
  const page = await browser.newPage()
  let script = ''
  // Served from within the test; nothing listens there. An https origin is a secure context, as WebCrypto wants.
  await page.route('**/*', (route) =>
    route.request().url() === ORIGIN
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: HTML })
      : route.request().url() === `${ORIGIN}slice.js`
        ? route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: script })
        : route.fulfill({ path: join(root, new URL(route.request().url()).pathname) }),
  )
  const result = { files: fit.length, left, passed: 0, failed: [] as string[] }
  // One file a time: a file that breaks while loading takes no other with it.
  for (const file of fit) {
    const name = relative(tests, file)
    try {
      script = await bundle(file)
      await page.goto(ORIGIN)
      const { passed, failed } = (await page.evaluate('globalThis.slice')) as {
        passed: number
        failed: string[]
      }
      result.passed += passed
      result.failed.push(...failed.map((line) => `${name}: ${line}`))
      if (passed + failed.length === 0) result.failed.push(`${name}: no test ran`)
    } catch (error) {
      result.failed.push(`${name}: ${(error as Error).message.slice(0, 300)}`)
    }
  }
  await page.close()
  return result
}

function testFiles(room: string): string[] {
  try {
    return readdirSync(join(tests, room), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => join(tests, room, file))
      .sort()
  } catch {
    return []
  }
}

/** Looks through the test and the test's own helpers; what lies in src is the browser's business. */
function needsNode(file: string, seen: Set<string>): boolean {
  if (seen.has(file)) return false
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  if (NODE.test(text)) return true
  return Array.from(text.matchAll(/from '(\.[^']+)'/g), ([, path]) =>
    join(dirname(file), path!.replace(/\.js$/, '.ts')),
  )
    .filter((path) => path.startsWith(tests))
    .some((path) => needsNode(path, seen))
}

async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import ${JSON.stringify(file)}\nimport { run } from 'vitest'\nrun().then(globalThis.done)`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    // The package says that its modules have no side effects; its tests have.
    ignoreAnnotations: true,
    inject: [join(tests, 'browser/globals-in-page.ts')],
    plugins: [ownAddress],
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
    alias: {
      vitest: join(tests, 'browser/vitest-in-page.ts'),
      'node:fs': join(tests, 'browser/files-in-page.ts'),
      '#platform': join(root, 'src/platform/web.ts'),
      'laurel/pathways': join(root, 'src/pathways/index.ts'),
      'laurel/share': join(root, 'src/share/index.ts'),
      laurel: join(root, 'src/index.ts'),
    },
  })
  return outputFiles[0]!.text
}

/** In the bundle, each test file still knows where it lies, so that it finds the repository's files beside it. */
const ownAddress: Plugin = {
  name: 'own address',
  setup({ onLoad }) {
    onLoad({ filter: /\/test\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        JSON.stringify(ORIGIN + relative(root, path)),
      ),
      loader: 'ts',
    }))
  },
}
