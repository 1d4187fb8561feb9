/** Whether every type that a public signature shows can be imported: asked of the declarations themselves. */
import ts from 'typescript'

/** Import path → its declaration file. */
export type Entries = ReadonlyMap<string, string>

/**
 * The types that the declarations of exports show, that are the package's own, and that no entry exports; each with one that
 * shows it. Nobody could name what such a signature takes or gives. An interface that another one extends is no type of a
 * signature: its members are.
 */
export function hiddenTypes(program: ts.Program, entries: Entries): readonly string[] {
  const checker = program.getTypeChecker()
  const real = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  const shown = [...entries].flatMap(([entry, file]) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)
    if (module === undefined) throw new Error(`${entry}: ${file} is no module`)
    return checker
      .getExportsOfModule(module)
      .map((symbol) => ({ name: `${entry} ${symbol.name}`, symbol: real(symbol) }))
  })
  const importable = new Set(shown.map(({ symbol }) => symbol))
  const hidden = new Map<string, string>()
  for (const { name, symbol } of shown) {
    const seen = new Set([symbol])
    for (const each of seen) {
      for (const { node, isBase } of (each.declarations ?? []).flatMap(namesIn)) {
        const found = checker.getSymbolAtLocation(node)
        const target = found === undefined ? undefined : real(found)
        if (target === undefined || importable.has(target) || !isOwn(target)) continue
        if (isBase) seen.add(target)
        else if (!isCopy(target, shown)) hidden.set(node.text, `${node.text}, shown by ${name}`)
      }
    }
  }
  return [...hidden.values()].sort()
}

interface Reference {
  readonly node: ts.Identifier
  /** Whether it stands after `extends`. */
  readonly isBase: boolean
}

/** The names of types in a declaration, without those of a function's body or a value's initializer. */
function namesIn(declaration: ts.Declaration): readonly Reference[] {
  const names: Reference[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || isUnseen(node)) return
    if (ts.isVariableDeclaration(node.parent) && node === node.parent.initializer) return
    if (ts.isTypeReferenceNode(node)) names.push({ node: last(node.typeName), isBase: false })
    if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression)) {
      names.push({ node: node.expression, isBase: true })
    }
    ts.forEachChild(node, visit)
  }
  visit(declaration)
  return names
}

function last(name: ts.EntityName): ts.Identifier {
  return ts.isIdentifier(name) ? name : name.right
}

/** Private members, and those that are marked as internal. */
function isUnseen(node: ts.Node): boolean {
  const isPrivate =
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword) === true
  const named = ts.isPropertyDeclaration(node) && ts.isPrivateIdentifier(node.name)
  return isPrivate || named || ts.getJSDocTags(node).some(({ tagName }) => tagName.text === 'internal')
}

/** Whether an entry exports the same declaration from another file: the platform's types are written into two. */
function isCopy(
  { name, declarations = [] }: ts.Symbol,
  shown: readonly { readonly symbol: ts.Symbol }[],
): boolean {
  const text = declarations.map((declaration) => declaration.getText()).join()
  return shown.some(
    ({ symbol }) =>
      symbol.name === name &&
      symbol.declarations?.map((declaration) => declaration.getText()).join() === text,
  )
}

/** Neither a type parameter nor another package's. */
function isOwn({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (declaration) =>
      !ts.isTypeParameterDeclaration(declaration) &&
      !/node_modules\/(?!laurel\/)/.test(declaration.getSourceFile().fileName),
  )
}
