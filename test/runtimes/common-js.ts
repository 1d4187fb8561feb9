/** What a CommonJS project can do with a package of ES modules: at run time, and for the compiler. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

export const REQUIRING = 'requiring.cjs'

/** Writes a CommonJS file that requires every entry; it ends with an error where one is missing. */
export function writeRequiring(folder: string, entries: readonly string[]): void {
  const lines = [
    `const names = ${JSON.stringify(entries)}`,
    'for (const name of names) {',
    '  const exported = Object.values(require(name))',
    "  if (!exported.some((each) => typeof each === 'function')) throw new Error(name + ' is empty')",
    '}',
    "const { verify } = require('laurel')",
    "verify('{}').then(({ verified }) => console.log(verified ? 'wrong' : 'required ' + names.length))",
  ]
  writeFileSync(join(folder, REQUIRING), `${lines.join('\n')}\n`)
}

interface Compiled {
  readonly name: string
  readonly module: ts.ModuleKind
  readonly code: string
  /** Number of the compiler's message; none: it compiles. */
  readonly error?: number
}

const IMPORT = `import { verify } from 'laurel'\nexport const answer = verify('{}')\n`
const DYNAMIC = `export const answer = import('laurel').then(({ verify }) => verify('{}'))\n`
/** "The current file is a CommonJS module whose imports will produce 'require' calls; however, the referenced file is an ECMAScript module" */
const NO_REQUIRE = 1479

const COMPILED: readonly Compiled[] = [
  { name: 'nodenext: import', module: ts.ModuleKind.NodeNext, code: IMPORT },
  { name: 'nodenext: import()', module: ts.ModuleKind.NodeNext, code: DYNAMIC },
  // Means Node 16, which could not require() ES modules; the compiler refuses what Node 20.19 would run.
  { name: 'node16: import', module: ts.ModuleKind.Node16, code: IMPORT, error: NO_REQUIRE },
  { name: 'node16: import()', module: ts.ModuleKind.Node16, code: DYNAMIC },
]

/** @returns what is not as the README says */
export function checkCommonJsTypes(folder: string): readonly string[] {
  return COMPILED.flatMap(({ name, module, code, error }) => {
    const file = join(folder, `types-${name.replace(/\W+/g, '-')}.cts`)
    writeFileSync(file, code)
    const program = ts.createProgram([file], {
      module,
      moduleResolution:
        module === ts.ModuleKind.Node16 ? ts.ModuleResolutionKind.Node16 : ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      types: [],
    })
    const found = ts.getPreEmitDiagnostics(program).map(({ code: number }) => number)
    const wanted = error === undefined ? [] : [error]
    return `${found}` === `${wanted}` ? [] : [`${name}: the compiler says [${found}], and not [${wanted}]`]
  })
}
