/** Puts the page into one file, `dist/index.html`: `npx tsx examples/verifier-page/build.ts`. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

const { outputFiles } = await build({
  entryPoints: [here('page.ts')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  write: false,
  logLevel: 'warning',
  logOverride: { 'ignored-bare-import': 'silent' },
  // Do not use the repository's tsconfig, which resolves to the sources.
  tsconfigRaw: '{}',
  ...source(),
})
// To the HTML parser these three begin or end something, wherever they stand; in strings and patterns the escape means
// the same. Other characters of the script pass through the parser unchanged, which the digest depends on.
const script = outputFiles[0]!.text.replace(/<(?=!--|\/?script)/gi, '\\x3c')
const style = readFileSync(here('style.css'), 'utf8')
const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
// The policy forbids fetching, framing, submitting and evaluating; it allows only this script and style.
const policy = [
  "default-src 'none'",
  `script-src ${digest(script)}`,
  `style-src ${digest(style)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
const html = readFileSync(here('index.html'), 'utf8')
  .replace('%POLICY%', policy)
  .replace('<style></style>', () => `<style>${style}</style>`)
  .replace('></script>', () => `>${script}</script>`)
mkdirSync(here('dist'), { recursive: true })
writeFileSync(here('dist/index.html'), html)
console.log(`examples/verifier-page/dist/index.html: ${(html.length / 1000).toFixed(0)} kB`)

/** Inside the repository, `--source` builds from the sources instead of the installed package. */
function source(): { readonly alias?: Record<string, string> } {
  if (!process.argv.includes('--source')) return {}
  const file = (name: string): string => here(`../../src/${name}`)
  return {
    alias: {
      '#platform': file('platform/web.ts'),
      'laurel/share': file('share/index.ts'),
      laurel: file('index.ts'),
    },
  }
}
