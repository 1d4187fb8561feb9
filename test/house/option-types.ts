/** The options of every public function, with the kinds of values that each allows, as the compiler knows them. */
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { options, rememberingHost } from './programs.js'

/** Kinds of values, as a caller without types may confuse them. */
export type ValueKind =
  | 'null'
  | 'number'
  | 'text'
  | 'boolean'
  | 'function'
  | 'list'
  | 'date'
  | 'bytes'
  | 'object'

export interface OptionType {
  /** The argument of the function. */
  readonly place: number
  /** The names of the option: `['recipient', 'email']` is `email` inside of `recipient`. */
  readonly path: readonly string[]
  readonly allowed: ReadonlySet<ValueKind>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const ALL: readonly ValueKind[] = [
  'null',
  'number',
  'text',
  'boolean',
  'function',
  'list',
  'date',
  'bytes',
  'object',
]

/**
 * @param looksAt - Whether the value at a path of an argument has options that a caller writes, and is no result or document.
 * @returns Name of the file and of the function, with a blank between → its options.
 */
export function optionTypes(
  files: readonly string[],
  looksAt: (name: string, place: number, path: readonly string[]) => boolean,
): ReadonlyMap<string, readonly OptionType[]> {
  const program = ts.createProgram([...files], options(), rememberingHost())
  const checker = program.getTypeChecker()
  const found = new Map<string, readonly OptionType[]>()
  for (const file of files) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!
    for (const symbol of checker.getExportsOfModule(module)) {
      const all = checker
        .getTypeOfSymbol(symbol)
        .getCallSignatures()
        .flatMap(({ parameters }) =>
          parameters.flatMap((parameter, place) => {
            const inside = (path: readonly string[]): boolean => looksAt(symbol.name, place, path)
            const own = optionsIn(checker, checker.getTypeOfSymbol(parameter), [], inside)
            return own.map((each) => ({ ...each, place }))
          }),
        )
      if (all.length > 0) found.set(`${file} ${symbol.name}`, merged(all))
    }
  }
  return found
}

function optionsIn(
  checker: ts.TypeChecker,
  type: ts.Type,
  path: readonly string[],
  looksAt: (path: readonly string[]) => boolean,
): readonly Omit<OptionType, 'place'>[] {
  if (!looksAt(path)) return []
  return membersOf(checker, type).flatMap((member) => {
    const own = checker.getTypeOfSymbol(member)
    // A name that only other members of a union have.
    if ((checker.getNonNullableType(own).flags & ts.TypeFlags.Never) !== 0) return []
    const here = [...path, member.name]
    return [
      { path: here, allowed: new Set(kindsOf(checker, own)) },
      ...optionsIn(checker, own, here, looksAt),
    ]
  })
}

/** The members of each object of ours that the type allows. */
function membersOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Symbol[] {
  return constituents(checker, type).flatMap((each) => {
    if (objectKind(checker, each) !== 'object') return []
    return checker
      .getPropertiesOfType(each)
      .filter((member) =>
        member.declarations?.some((at) => at.getSourceFile().fileName.startsWith(`${root}src/`)),
      )
  })
}

function constituents(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  const plain = checker.getNonNullableType(checker.getBaseConstraintOfType(type) ?? type)
  return plain.isUnion() ? plain.types : [plain]
}

function kindsOf(checker: ts.TypeChecker, type: ts.Type): readonly ValueKind[] {
  if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return ALL
  const takes = (value: ts.Type): boolean => checker.isTypeAssignableTo(value, type)
  const kinds: ValueKind[] = constituents(checker, type).flatMap((each) => objectKind(checker, each) ?? [])
  if (takes(checker.getNullType())) kinds.push('null')
  if (takes(checker.getNumberType())) kinds.push('number')
  if (takes(checker.getStringType())) kinds.push('text')
  if (takes(checker.getTrueType())) kinds.push('boolean')
  return kinds
}

function objectKind(checker: ts.TypeChecker, type: ts.Type): ValueKind | undefined {
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.NonPrimitive | ts.TypeFlags.Intersection)) === 0)
    return undefined
  if (type.getCallSignatures().length > 0) return 'function'
  if (checker.isArrayLikeType(type)) return 'list'
  const name = type.getSymbol()?.name
  if (name === 'Date') return 'date'
  if (name === 'Uint8Array') return 'bytes'
  if (name === 'Iterable' || name === 'ReadonlySet') return 'list'
  return 'object'
}

/** One row for each path: overloads and members of unions allow their kinds together. */
function merged(all: readonly OptionType[]): readonly OptionType[] {
  const rows = new Map<string, OptionType>()
  for (const each of all) {
    const key = JSON.stringify([each.place, each.path])
    const before = rows.get(key)?.allowed ?? []
    rows.set(key, { ...each, allowed: new Set([...before, ...each.allowed]) })
  }
  return [...rows.values()]
}
