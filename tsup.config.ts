import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

/** Inlined at build time: data, so that what is signed never depends on what npm resolves. */
const INLINED = /(^|\/)[\w-]*context($|\/)/

/** That package resolves URLs of files that nobody reads, which breaks bundles without `import.meta`. */
const withoutFileUrls: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'without-file-urls',
  setup: (build) =>
    build.onLoad({ filter: /credentials-context[/\\]lib[/\\]index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/new URL\([^)]*import\.meta\.url\)/g, 'undefined'),
    })),
}

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    net: 'src/net/index.ts',
    bulk: 'src/bulk/index.ts',
    'bulk-worker': 'src/bulk/worker.ts',
    share: 'src/share/index.ts',
    digitalbazaar: 'src/digitalbazaar/index.ts',
    cli: 'src/cli/main.ts',
    'platform/node': 'src/platform/node.ts',
    'platform/web': 'src/platform/web.ts',
  },
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  dts: {
    entry: {
      index: 'src/index.ts',
      net: 'src/net/index.ts',
      bulk: 'src/bulk/index.ts',
      share: 'src/share/index.ts',
      digitalbazaar: 'src/digitalbazaar/index.ts',
      'platform/platform': 'src/platform/platform.ts',
    },
  },
  splitting: true,
  clean: true,
  external: ['#platform', /^node:/],
  noExternal: [INLINED],
  esbuildPlugins: [withoutFileUrls],
  onSuccess: async () => writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licenses()),
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
