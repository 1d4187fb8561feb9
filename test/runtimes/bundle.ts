/** The suite as one module for each way to run it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Plugin, transformSync } from 'esbuild'
import type { Data } from './inside/data.js'

const inside = (name: string): string => fileURLToPath(new URL(`./inside/${name}`, import.meta.url))

/** Names of the modules in the consumer's folder. */
export const MODULES = {
  /** For a runtime that resolves `laurel` by itself. */
  own: 'own.mjs',
  /** As bundlers for the web make it. */
  web: 'web.mjs',
  /** The same, where WebCrypto has no Ed25519. */
  bare: 'web-without-ed25519.mjs',
  worker: 'worker.mjs',
  bareWorker: 'worker-without-ed25519.mjs',
} as const

/** Node lacks this name of the global object, which every page and worker has. */
const SELF = 'globalThis.self ??= globalThis;'

export async function writeModules(folder: string, data: Data): Promise<void> {
  const without = transformSync(readFileSync(inside('without-ed25519.ts'), 'utf8'), { loader: 'ts' }).code
  // In braces, so that its names stay its own.
  const bare = { js: `${SELF}{${without}}` }
  await write(folder, MODULES.own, {
    entryPoints: [inside('main-node.ts')],
    platform: 'node',
    plugins: [handed(folder, data, 'platform/node.js', true)],
    external: ['laurel', 'laurel/*', 'ajv/*'],
  })
  // Wrangler bundles with these conditions.
  const worker = ['workerd', 'worker', 'browser']
  const made: readonly (readonly [name: string, entry: string, options: BuildOptions])[] = [
    [MODULES.web, 'main-web.ts', { conditions: ['browser'], banner: { js: SELF } }],
    [MODULES.bare, 'main-web.ts', { conditions: ['browser'], banner: bare }],
    [MODULES.worker, 'main-worker.ts', { conditions: worker }],
    [MODULES.bareWorker, 'main-worker.ts', { conditions: worker, banner: bare }],
  ]
  for (const [name, entry, options] of made) {
    const plugins = [handed(folder, data, 'web/platform/web.js', false), fromConsumer(folder)]
    await write(folder, name, { ...options, entryPoints: [inside(entry)], platform: 'browser', plugins })
  }
}

async function write(folder: string, name: string, options: BuildOptions): Promise<void> {
  const { outputFiles, metafile } = await build({
    ...options,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    tsconfigRaw: {},
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  if (options.platform === 'browser') {
    const files = Object.keys(metafile!.inputs)
    const has = (path: string): boolean => files.some((file) => file.endsWith(`laurel/dist/${path}`))
    if (!has('web/index.js') || has('index.js') || has('platform/node.js')) {
      throw new Error(`${name}: the conditions ${options.conditions} do not lead to the build for the web`)
    }
  }
  writeFileSync(join(folder, name), outputFiles![0]!.contents)
}

/** What the modules `runtimes:data` and `runtimes:platform` hold. */
function handed(folder: string, data: Data, platform: string, external: boolean): Plugin {
  return {
    name: 'handed',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^runtimes:data$/ }, ({ path }) => ({ path, namespace: 'handed' }))
      onResolve({ filter: /^runtimes:platform$/ }, () => {
        const file = `node_modules/laurel/dist/${platform}`
        return external ? { path: `./${file}`, external } : { path: join(folder, file) }
      })
      onLoad({ filter: /./, namespace: 'handed' }, () => ({
        contents: `export const data = JSON.parse(${JSON.stringify(JSON.stringify(data))})`,
      }))
    },
  }
}

/** The package comes from the consumer's folder, not from this repository. */
function fromConsumer(folder: string): Plugin {
  return {
    name: 'from consumer',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^laurel(?:\/|$)/ }, ({ path, kind, pluginData }) =>
        pluginData === folder ? undefined : resolve(path, { kind, resolveDir: folder, pluginData: folder }),
      )
    },
  }
}
