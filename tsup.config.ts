import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { defineConfig, type Options } from 'tsup'
import { schemaFiles } from './schemas/generate/files.ts'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** Inlined at build time: data, so that what is signed never depends on what npm resolves. */
const INLINED = /(^|\/)[\w-]*context($|\/)/

/** What stands for the index of the package of credential contexts. */
const CREDENTIALS: Readonly<Record<string, string>> = {
  '?v1': `import v1 from './v1.js'
    export const contexts = /* @__PURE__ */ new Map([['https://www.w3.org/2018/credentials/v1', v1]])`,
  '?v2': `import terms from './undefined-terms-v2.js'
    import v2 from './v2.js'
    export const contexts = /* @__PURE__ */ new Map([
      ['https://www.w3.org/ns/credentials/undefined-terms/v2', terms],
      ['https://www.w3.org/ns/credentials/v2', v2],
    ])`,
}

/** The context packages as plain modules: CommonJS would drag its wrapper along, and one resolves URLs of files that nobody reads. */
const plainContexts: Plugin = {
  name: 'plain-contexts',
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: /-context[/\\]js[/\\].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/^module\.exports =/m, 'export default'),
    }))
    // One package for both versions of the data model: each caller gets the contexts of the version that it is for.
    const folder = resolve('node_modules/@digitalbazaar/credentials-context/lib')
    onResolve({ filter: /^@digitalbazaar\/credentials-context$/ }, ({ importer }) => ({
      path: `${folder}/index.js`,
      suffix: importer.endsWith('credentials-v1.ts') ? '?v1' : '?v2',
    }))
    onLoad({ filter: /credentials-context[/\\]lib[/\\]index\.js$/ }, ({ suffix }) => ({
      contents: CREDENTIALS[suffix]!,
    }))
  },
}

type Entries = Readonly<Record<string, string>>

interface Face {
  /** Where it stands in `src`. */
  readonly place: string
  /** What it re-exports that stays apart. */
  readonly apart: RegExp
}

/** Files that only re-export: the main one rooms, the others single files. */
const FACES: Readonly<Record<string, Face>> = {
  [resolve('src/index.ts')]: { place: '', apart: /^\.\/([\w/-]+\/index)\.js$/ },
  [resolve('src/pathways/index.ts')]: { place: 'pathways/', apart: /^\.\/([\w/-]+)\.js$/ },
  [resolve('src/share/index.ts')]: { place: 'share/', apart: /^\.\/([\w/-]+)\.js$/ },
}

/** The part of a face's path that names the file, if the file stays apart. */
function apartOf(face: string, path: string): string | undefined {
  const { place, apart } = FACES[face] ?? {}
  const name = apart?.exec(path)?.[1]
  return name === undefined ? undefined : `${place}${name}`
}

/** Each a file of its own. */
const rooms = Object.fromEntries(
  Object.keys(FACES).flatMap((face) =>
    Array.from(readFileSync(face, 'utf8').matchAll(/^export (?!type)[^']*'([^']+)'/gm), ([, path]) => {
      const name = apartOf(face, path!)
      return name === undefined ? [] : [[`rooms/${fileOf(name)}`, `src/${name}.ts`] as const]
    }).flat(),
  ),
)

function fileOf(name: string): string {
  return name.replace(/\/index$/, '').replaceAll('/', '-')
}

const NODE: Entries = {
  index: 'src/index.ts',
  net: 'src/net/index.ts',
  bulk: 'src/bulk/index.ts',
  queue: 'src/queue/index.ts',
  'bulk-worker': 'src/bulk/workers/worker.ts',
  'bulk-audit-worker': 'src/bulk/audit/worker.ts',
  share: 'src/share/index.ts',
  pathways: 'src/pathways/index.ts',
  digitalbazaar: 'src/digitalbazaar/index.ts',
  ajv: 'src/ajv/index.ts',
  cli: 'src/cli/main.ts',
  'platform/node': 'src/platform/node.ts',
}

/** For bundlers and browsers: cut so that a page gets no more than it uses. */
const WEB: Entries = {
  index: 'src/index.ts',
  ...rooms,
  share: 'src/share/index.ts',
  pathways: 'src/pathways/index.ts',
  digitalbazaar: 'src/digitalbazaar/index.ts',
  'platform/web': 'src/platform/web.ts',
}

/**
 * Leaves these files apart. esbuild, at a user's, loads at once whatever a file in use imports; a file that is not used
 * it leaves alone.
 */
const roomsApart: Plugin = {
  name: 'rooms-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/.*\.js$/ }, ({ path, importer }) => {
      const name = apartOf(importer, path)
      const apart = name !== undefined && `rooms/${fileOf(name)}` in rooms
      return apart ? { path: `./rooms/${fileOf(name)}.js`, external: true } : undefined
    })
  },
}

interface Cut {
  readonly entries: Entries
  /** What each loads at once goes together, as far as none before it does. */
  readonly roots: readonly string[]
  /** The platform's file stays apart: it would otherwise import those that import it. */
  readonly platform: string
  /** Files that their faces re-export, and that stay apart from them. */
  readonly rooms: ReadonlySet<string>
  /** Files of the first root that go together, by the beginnings of their paths; all others of a root are one more layer. */
  readonly layers: readonly RegExp[]
}

/**
 * Puts the files that a root loads at once into few: one a layer. esbuild makes a file of all that the same entries
 * reach, and so would cut them small, since what loads later is an entry too. Here whoever reaches one file of a layer
 * reaches all of it.
 */
async function inLayers({ entries, roots, platform, rooms, layers }: Cut): Promise<Plugin> {
  const { metafile } = await build({
    entryPoints: Object.values(entries),
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: 'dist',
    write: false,
    metafile: true,
    external: ['#platform', 'node:*'],
    packages: 'external',
    logLevel: 'silent',
  })
  const isApart = (face: string, file: string): boolean => resolve(face) in FACES && rooms.has(file)
  const imports = (file: string, kind: string): readonly string[] =>
    (metafile.inputs[file]?.imports ?? []).flatMap((each) =>
      each.kind === kind && each.external !== true && !isApart(file, each.path) ? [each.path] : [],
    )
  const closure = (file: string): ReadonlySet<string> => {
    const seen = new Set([file])
    for (const each of seen) for (const path of imports(each, 'import-statement')) seen.add(path)
    return seen
  }
  const apart = closure(platform)
  const layerOf = new Map<string, number>()
  for (const [i, root] of roots.entries()) {
    for (const file of closure(root)) {
      if (apart.has(file) || layerOf.has(file)) continue
      const layer = i > 0 ? -1 : layers.findIndex((paths) => paths.test(file))
      layerOf.set(file, layer < 0 ? layers.length + i : layer)
    }
  }
  const layered = [...layerOf.keys()]
  const later = Object.keys(metafile.inputs).flatMap((file) => imports(file, 'dynamic-import'))
  const needs = new Map<string, readonly number[]>()
  for (const entry of [...Object.values(entries), ...later]) {
    if (apart.has(entry)) continue
    const reached = closure(entry)
    needs.set(resolve(entry), [
      ...new Set(layered.filter((file) => reached.has(file)).map((file) => layerOf.get(file)!)),
    ])
  }
  return {
    name: 'in-layers',
    setup: ({ onLoad, onResolve }) => {
      onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, ({ path }) => {
        const lines = needs.get(path)?.map((layer) => `import 'layer:${layer}'`)
        if (lines === undefined) return undefined
        return { contents: `${readFileSync(path, 'utf8')}\n${lines.join('\n')}\n`, loader: 'ts' }
      })
      onResolve({ filter: /^layer:/ }, ({ path }) => ({ path, namespace: 'layer', sideEffects: true }))
      onLoad({ filter: /./, namespace: 'layer' }, ({ path }) => ({
        contents: layered
          .filter((file) => `layer:${layerOf.get(file)}` === path)
          .map((file) => `import ${JSON.stringify(resolve(file))}`)
          .join('\n'),
        resolveDir: process.cwd(),
      }))
    },
  }
}

/** Node reads few large files faster than many small ones. */
const FEW: Cut = {
  entries: NODE,
  roots: ['src/index.ts'],
  platform: 'src/platform/node.ts',
  rooms: new Set(),
  layers: [],
}

const SMALL: Cut = {
  entries: WEB,
  // Pathways need the scale of results and the plain form of members without the other rules.
  roots: [
    'src/verify/verify.ts',
    'src/schema/results/result-scale.ts',
    'src/schema/results/plain-form.ts',
    'src/schema/check-badge.ts',
  ],
  platform: 'src/platform/web.ts',
  rooms: new Set(Object.values(rooms)),
  layers: [
    /^src\/encoding\/(?:base|multibase|forms\/base58)/,
    /^src\/jsonld\/jcs\//,
    /^src\/encoding\/forms\/date/,
    /^src\/(?:encoding\/|documents\/context-urls)/,
    /^src\/identity\//,
    /^src\/(?:schema|model)\//,
    /^src\/(?:documents\/|jsonld\/|platform\/and-then|work-account\.ts$)/,
    /^src\/verify\/messages\/(?:en-genuine|message-writer)/,
    /^src\/verify\/report\/judged/,
    /^src\/(?:option-tests|verify\/(?:report\/|messages\/|input\/detect-kind))/,
  ],
}

const common: Options = {
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  splitting: true,
  external: ['#platform', /^node:/],
  noExternal: [INLINED],
}

export default defineConfig(async () => {
  rmSync('dist', { recursive: true, force: true })
  return [
    {
      ...common,
      entry: NODE,
      dts: {
        entry: {
          index: 'src/index.ts',
          net: 'src/net/index.ts',
          bulk: 'src/bulk/index.ts',
          queue: 'src/queue/index.ts',
          share: 'src/share/index.ts',
          pathways: 'src/pathways/index.ts',
          digitalbazaar: 'src/digitalbazaar/index.ts',
          ajv: 'src/ajv/index.ts',
          'platform/platform': 'src/platform/platform.ts',
        },
      },
      esbuildPlugins: [plainContexts, await inLayers(FEW)],
      onSuccess: async () => {
        writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licenses())
        mkdirSync('dist/schemas')
        for (const [name, text] of schemaFiles('2019-09')) writeFileSync(`dist/schemas/${name}.json`, text)
      },
    },
    {
      ...common,
      outDir: 'dist/web',
      entry: WEB,
      esbuildPlugins: [plainContexts, roomsApart, await inLayers(SMALL)],
    },
  ]
})

/** The licences of what is inlined must travel with it. */
function licenses(): string {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    devDependencies: Record<string, string>
  }
  return Object.keys(devDependencies)
    .filter((name) => INLINED.test(name))
    .map((name) => {
      const file = readdirSync(`node_modules/${name}`).find((entry) => /^licen[cs]e/i.test(entry))
      if (file === undefined) throw new Error(`${name} carries no licence file`)
      return `${name}\n\n${readFileSync(`node_modules/${name}/${file}`, 'utf8')}`
    })
    .join(`\n${'-'.repeat(80)}\n\n`)
}
