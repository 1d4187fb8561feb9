/** Emits the data model as a table, for the explaining walk, the builders and the docs; and the types of its classes. */
import type { ClassSource, EnumerationSource, PropertySource } from '../source/model.ts'
import { className, enumerationName, isList, isRequired } from './names.ts'

export function emitTable(
  classes: readonly ClassSource[],
  enumerations: readonly EnumerationSource[],
): string {
  return [
    "import type { ClassTable, EnumerationTable } from '../classes/class-table.js'",
    '',
    'export const ENUMERATIONS: Readonly<Record<string, EnumerationTable>> = {',
    ...enumerations.map(
      ({ name, extensible, values }) =>
        `  ${name}: { extensible: ${extensible}, values: ${JSON.stringify(Object.keys(values))} },`,
    ),
    '}',
    '',
    'export const CLASSES: Readonly<Record<string, ClassTable>> = {',
    ...classes.map(emitClass),
    '}',
    '',
  ].join('\n')
}

/** The type of each class that needs one type, apart from credentials. */
export function emitClassTypes(classes: readonly ClassSource[]): string {
  const names = classes.flatMap(({ types }) =>
    types.length === 1 && types[0]!.length === 1 ? types[0]! : [],
  )
  const types = names.filter((name) => name !== 'VerifiableCredential')
  return `export const CLASS_TYPES: readonly string[] =\n  '${types.join(' ')}'.split(' ')\n`
}

function emitClass(source: ClassSource): string {
  const rows = Object.entries(source.properties).map(
    ([name, property]) => `      ${JSON.stringify(name)}: ${emitProperty(property)},`,
  )
  return [
    `  ${source.name}: {`,
    `    name: '${source.name}', types: ${JSON.stringify(source.types)}, closed: ${source.closed === true}, foreign: ${source.foreign === true},${source.vcdm ? ' vcdm: true,' : ''}${source.filled ? ' filled: true,' : ''} ${source.apart ? ' apart: true,' : ''} also: ${JSON.stringify(source.also ?? [])},`,
    '    properties: {',
    ...rows,
    '    },',
    '  },',
  ].join('\n')
}

function emitProperty({ kind, count, severalInPractice, either }: PropertySource): string {
  const nested = className(kind)
  const enumeration = enumerationName(kind)
  const name = nested === undefined ? (enumeration === undefined ? kind : 'enumeration') : 'class'
  const of = nested ?? enumeration
  return `{ kind: '${String(name)}'${of === undefined ? '' : `, of: '${of}'`}, required: ${isRequired(count)}, list: ${isList(count)}${severalInPractice ? ', several: true' : ''}${either ? ', either: true' : ''} }`
}
