/** Compiles what a user writes against the packed types, in each configuration that strict projects have. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { fences } from './fences.js'

/** One command in a folder; throws where it fails. */
export type Run = (folder: string, command: string, ...args: readonly string[]) => void

const STRICT = {
  strict: true,
  noEmit: true,
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable'],
  allowImportingTsExtensions: true,
}

/** How declaration files are read. */
export const DECLARATIONS: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
}

const RESOLUTIONS = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
}

/** What is compiled: `types` are the ambient ones, and only laurel's own declarations are checked without `skipLibCheck`. */
export interface Sources {
  readonly what: string
  readonly include: readonly string[]
  readonly types: readonly string[]
  readonly skipLibCheck: boolean
}

/** Compiles the sources in the folder four times: each way to resolve modules, with exact optional properties and without. */
export function compileStrictly(folder: string, tsc: string, sources: Sources, run: Run): void {
  const { what, include, types, skipLibCheck } = sources
  for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
    for (const exactOptionalPropertyTypes of [false, true]) {
      const config = `tsconfig.${name}${exactOptionalPropertyTypes ? '.exact' : ''}.json`
      const compilerOptions = { ...STRICT, ...resolution, exactOptionalPropertyTypes, types, skipLibCheck }
      writeFileSync(join(folder, config), JSON.stringify({ compilerOptions, include }))
      run(folder, tsc, '-p', config)
      console.log(`types: ${what} compile with ${name}${exactOptionalPropertyTypes ? ', exact' : ''}`)
    }
  }
}

/** Writes each fence of TypeScript under its name, and answers with the names. */
export function writeFences(folder: string, markdown: string): readonly string[] {
  return fences(markdown).flatMap(({ language, file, line, code }) => {
    if (language !== 'ts') return []
    const name = file ?? `fence-${line}.ts`
    writeFileSync(join(folder, name), `${code}export {}\n`)
    return [name]
  })
}
