/** Packs the package once, as npm would publish it. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let tarball: string | undefined

interface Packed {
  readonly filename: string
  readonly size: number
  readonly entryCount: number
  readonly files: readonly { readonly path: string }[]
}

/** Path of the tarball; built and packed at the first call. `build: false` packs what the last build left. */
export function pack({ build = true }: { readonly build?: boolean } = {}): string {
  if (tarball === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'laurel-pack-'))
    if (build) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
    const answer = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      encoding: 'utf8',
    })
    const [packed] = JSON.parse(answer) as [Packed]
    const foreign = packed.files.find(({ path }) => path.includes('node_modules'))
    if (foreign !== undefined) throw new Error(`the package would have ${foreign.path}`)
    console.log(
      `packed ${packed.filename}: ${(packed.size / 1000).toFixed(0)} kB, ${packed.entryCount} files`,
    )
    tarball = join(folder, packed.filename)
  }
  return tarball
}
