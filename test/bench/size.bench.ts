/** What a browser loads: minified and gzipped, from the built package, as a user's bundler would for each use. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import { row } from './ratio.js'

const root = fileURLToPath(new URL('../../', import.meta.url))

const USES: Readonly<Record<string, string>> = {
  'verify anything': "export { verify } from 'laurel'",
  'issue and bake': "export { issue, bake, generateSigner } from 'laurel'",
  'bake and unbake only': "export { bake, unbake } from 'laurel'",
  'canonize only': "export { canonize } from 'laurel'",
  'validate only': "export { validate } from 'laurel'",
  'badge art and LinkedIn': "export { badgeImage, linkedInAddToProfile } from 'laurel/share'",
  'share page': "export { credentialPage } from 'laurel/share'",
}

export async function bench(): Promise<void> {
  if (!existsSync(join(root, 'dist/web/index.js'))) {
    console.log('size: laurel is not built; run npm run build first')
    return
  }
  for (const [use, contents] of Object.entries(USES)) {
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir: root, loader: 'ts' },
      bundle: true,
      minify: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      platform: 'browser',
      outdir: join(root, 'out'),
      write: false,
      metafile: true,
      logLevel: 'silent',
      // The repository's own tsconfig would lead to the sources.
      tsconfigRaw: '{}',
    })
    const outputs = Object.entries(metafile.outputs)
    const start = outputs.find(([, { entryPoint }]) => entryPoint === '<stdin>')![0]
    const first = reach(metafile, [start], ['import-statement'])
    const all = reach(metafile, [start], ['import-statement', 'dynamic-import'])
    const size = (names: readonly string[]): number =>
      names.reduce((sum, name) => {
        const file = outputFiles.find(({ path }) => path.endsWith(name.slice(name.lastIndexOf('/'))))!
        return sum + gzipSync(file.contents, { level: 9 }).length
      }, 0)
    const later = all.filter((name) => !first.includes(name))
    row(
      use,
      size(first) / 1000,
      'kB',
      later.length === 0 ? '' : `and ${(size(later) / 1000).toFixed(0)} kB when a document needs it`,
    )
  }
}

/** The files that these load, by imports of the given kinds. */
function reach(metafile: Metafile, names: readonly string[], kinds: readonly string[]): string[] {
  const found = new Set(names)
  for (const name of found) {
    for (const { path, kind } of metafile.outputs[name]!.imports) if (kinds.includes(kind)) found.add(path)
  }
  return [...found]
}
