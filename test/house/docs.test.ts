/** Holds the documentation of every run-time export: a sentence, each parameter, and an example that compiles and runs. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import ts from 'typescript'
import { describe, expect, it, vi } from 'vitest'
import { hiddenTypes } from '../../scripts/check/importable.js'
import { bySuite } from '../by-suite.js'
import { options, rememberingHost, typeFaults } from './programs.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const out = join(root, 'out/examples')
const values = join(root, 'test/house/example-values.ts')

/** Import path → index file, from the one list that TypeScript itself resolves by. */
const { paths } = options()
const entries = Object.entries(paths!).filter(([name]) => name.startsWith('laurel'))

interface Documented {
  readonly name: string
  readonly entry: string
  readonly declaration: ts.Declaration
}

const compiler = rememberingHost()
const source = ts.createProgram(
  entries.map(([, [file]]) => join(root, 'test', file!)),
  options(),
  compiler,
)
const exported = (
  await Promise.all(entries.map(([entry, [file]]) => exportsOf(entry, join(root, 'test', file!))))
).flat()

describe('the documentation of the public functions', () => {
  it('covers every run-time export of every entry', () => {
    expect(entries.length).toBeGreaterThanOrEqual(6)
    expect(exported.length).toBeGreaterThanOrEqual(133)
  })

  it('says in a sentence what each export does', () => {
    expect(exported.filter(({ declaration }) => !/\w.*\./s.test(summaryOf(declaration))).map(named)).toEqual(
      [],
    )
  })

  it('describes each parameter', () => {
    const missing = exported.flatMap((one) =>
      parametersOf(one.declaration)
        .filter((parameter) => !ts.getJSDocParameterTags(parameter).some(hasText))
        .map((parameter) => `${named(one)}: ${parameter.name.getText()}`),
    )
    expect(missing).toEqual([])
  })

  it('describes no parameter that is not there', () => {
    const extra = exported.filter(({ declaration }) => {
      const tags = ts.getJSDocTags(host(declaration)).filter(ts.isJSDocParameterTag)
      return tags.length > parametersOf(declaration).length && parametersOf(declaration).length > 0
    })
    expect(extra.map(named)).toEqual([])
  })

  it('gives each export an example', () => {
    expect(exported.filter(({ declaration }) => exampleOf(declaration) === '').map(named)).toEqual([])
  })
})

describe('the public types', () => {
  it('can be imported wherever a public signature shows them', () => {
    const files = new Map(entries.map(([entry, [file]]) => [entry, join(root, 'test', file!)]))
    expect(hiddenTypes(source, files)).toEqual([])
  })

  it('are missed where no entry exports them', () => {
    const [[entry, [file]]] = entries.filter(([name]) => name === 'laurel/share') as [[string, [string]]]
    expect(hiddenTypes(source, new Map([[entry, join(root, 'test', file)]]))).toEqual(
      expect.arrayContaining([expect.stringMatching(/^PlainObject, shown by laurel\/share /)]),
    )
  })
})

describe('the examples of the public functions', () => {
  // To compile and run the examples takes seconds: the usual suite has some of each entry, the slow suite has all.
  const modules = writeModules(exported.filter((_, i) => i % bySuite(16, 1) === 0))

  it('compile under strict', () => {
    expect(typeFaults(modules, compiler)).toEqual([])
  }, 180_000)

  it('run, without the network', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    // What examples write goes when they have run.
    const folder = mkdtempSync(join(tmpdir(), 'laurel-examples-'))
    vi.stubEnv('TMPDIR', folder)
    const failed: string[] = []
    for (const [name, file] of modules) {
      await import(/* @vite-ignore */ pathToFileURL(file).href).catch((error: unknown) => {
        failed.push(`${name}: ${error}`)
      })
    }
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
    expect(failed).toEqual([])
  }, 180_000)
})

/** Those that exist at run time: TypeScript counts a class whose type alone is exported. */
async function exportsOf(entry: string, file: string): Promise<readonly Documented[]> {
  const present = Object.keys(await import(/* @vite-ignore */ pathToFileURL(file).href))
  const checker = source.getTypeChecker()
  const module = checker.getSymbolAtLocation(source.getSourceFile(file)!)!
  return checker.getExportsOfModule(module).flatMap((symbol) => {
    const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    return present.includes(symbol.name)
      ? [{ name: symbol.name, entry, declaration: real.declarations![0]! }]
      : []
  })
}

function named({ entry, name }: Documented): string {
  return `${entry} ${name}`
}

/** Where the comment stands: at the statement, for a constant. */
function host(declaration: ts.Declaration): ts.Node {
  return ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration
}

function summaryOf(declaration: ts.Declaration): string {
  return ts
    .getJSDocCommentsAndTags(host(declaration))
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join('')
}

function hasText(tag: ts.JSDocTag): boolean {
  return (ts.getTextOfJSDocComment(tag.comment) ?? '').trim().length > 2
}

function parametersOf(declaration: ts.Declaration): readonly ts.ParameterDeclaration[] {
  const made = ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration
  return made !== undefined && (ts.isFunctionDeclaration(made) || ts.isArrowFunction(made))
    ? [...made.parameters]
    : []
}

/** The text as it stands in the comment: the parser of JSDoc would read an `@context` in it as a tag. */
function exampleOf(declaration: ts.Declaration): string {
  const comments = ts.getJSDocCommentsAndTags(host(declaration)).filter(ts.isJSDoc)
  const text = comments.map((comment) => comment.getText()).join('\n')
  const [, example = ''] = /^ \* @example\n((?: \*(?! @\w).*\n)+)/m.exec(text) ?? []
  return example.replace(/^ \* ?/gm, '')
}

/** One module an example: what it names and does not declare comes from the package, or from `example-values.ts`. */
function writeModules(some: readonly Documented[]): ReadonlyMap<string, string> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const given = new Set(
    Array.from(readFileSync(values, 'utf8').matchAll(/^export const (\w+)/gm), ([, name]) => name!),
  )
  return new Map(
    some.map((one) => {
      const example = exampleOf(one.declaration)
      const file = join(out, `${one.entry.replace('/', '-')}-${one.name}.ts`)
      writeFileSync(file, `${importsFor(example, given)}\n${example}\nexport {}\n`)
      return [named(one), file]
    }),
  )
}

function importsFor(example: string, given: ReadonlySet<string>): string {
  const { used, declared } = namesIn(example)
  const wanted = [...used].filter((name) => !declared.has(name))
  const lines = entries.map(([entry]) => {
    const names = exported.filter((one) => one.entry === entry && wanted.includes(one.name))
    return names.length === 0 ? '' : `import { ${names.map(({ name }) => name).join(', ')} } from '${entry}'`
  })
  const own = wanted.filter((name) => given.has(name))
  const from = relative(out, values).replace(/\.ts$/, '.js')
  if (own.length > 0) lines.push(`import { ${own.join(', ')} } from '${from}'`)
  if (wanted.includes('out')) {
    lines.push(`import { newFolder } from '${from}'`, 'const out = newFolder()')
  }
  return lines.filter((line) => line !== '').join('\n')
}

function namesIn(example: string): { readonly used: Set<string>; readonly declared: Set<string> } {
  const used = new Set<string>()
  const declared = new Set<string>()
  const visit = (node: ts.Node): void => {
    const { parent } = node
    if (ts.isIdentifier(node)) {
      const isMember =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isBindingElement(parent) && parent.propertyName === node)
      const isDeclared =
        (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent)) &&
        parent.name === node
      if (isDeclared) declared.add(node.text)
      else if (!isMember) used.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('example.ts', example, ts.ScriptTarget.ES2022, true))
  return { used, declared }
}
