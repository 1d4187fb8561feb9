/** The runtimes, where their binaries lie, and how each runs a module. Versions: `binaries/package.json`. */
import { readFileSync } from 'node:fs'

export interface Runtime {
  /** As the table calls it. */
  readonly name: string
  /** Path of the binary, in the folder that holds the packages. */
  readonly binary: string
  /** Runs a module that may use everything that the runtime has. */
  readonly run?: (file: string) => readonly string[]
  /** Runs a module that gets nothing but the language and the web's own functions, as far as the runtime can tell them apart. */
  readonly runWeb?: (file: string) => readonly string[]
  /** Which of the two builds the package's conditions give. */
  readonly build: 'node' | 'web'
}

const module = (file: string): readonly string[] => [file]

export const RUNTIMES: readonly Runtime[] = [
  ...['20', '22', '24'].map(
    (line): Runtime => ({
      name: `Node ${line}`,
      binary: `node-${line}/bin/node`,
      run: module,
      runWeb: module,
      build: 'node',
    }),
  ),
  { name: 'Bun', binary: '@oven/bun-linux-x64/bin/bun', run: module, runWeb: module, build: 'node' },
  {
    name: 'Deno',
    binary: '@deno/linux-x64-glibc/deno',
    run: (file) => ['run', '--allow-all', file],
    // Without any permission: laurel's core needs none.
    runWeb: (file) => ['run', '--no-prompt', file],
    build: 'node',
  },
  { name: 'workerd', binary: '@cloudflare/workerd-linux-64/bin/workerd', build: 'web' },
]

/** The version of each binary's package, by the first part of the binary's path. */
export function versionOf({ binary }: Runtime): string {
  const { packages } = JSON.parse(
    readFileSync(new URL('./binaries/package-lock.json', import.meta.url), 'utf8'),
  ) as { readonly packages: Readonly<Record<string, { readonly version?: string }>> }
  const [place] = Object.entries(packages).filter(
    ([path]) => path !== '' && binary.startsWith(`${path.slice('node_modules/'.length)}/`),
  )
  const version = place?.[1].version
  if (version === undefined) throw new Error(`${binary} is in no package of the lock file`)
  return version
}
