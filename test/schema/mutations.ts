/** Every single change of a kind, at every place of a JSON document. */
import type { Json, JsonObject } from '../../src/encoding/json.js'

export interface Mutant {
  readonly document: JsonObject
  /** What was done, to which place. */
  readonly operation: string
  readonly pointer: string
}

const OTHERS: readonly (readonly [string, Json])[] = [
  ['null', null],
  ['string', 'x'],
  ['empty string', ''],
  ['number', 7],
  ['boolean', true],
  ['empty array', []],
  ['empty object', {}],
  ['uri', 'https://example.org/x'],
  ['language map', { en: 'x', 'de-DE': 'y' }],
  ['over-long', 'x'.repeat(20_000)],
  ['ext', 'ext:own'],
  ['ext prefixed', 'xext:own'],
  ['ext odd', 'ext:own word'],
  ['date-time', '2024-02-29T10:00:00Z'],
  ['date-time offset', '2024-01-31T10:00:00.5+02:00'],
  ['date-time bare', '2024-01-31T10:00:00'],
  ['date-time impossible', '2023-02-29T10:00:00Z'],
  ['date', '2024-01-31'],
  ['jws', 'eyJh.eyJi.c2ln'],
]

/** All mutants of a document; the document itself is not among them. */
export function* mutants(document: JsonObject): Generator<Mutant> {
  for (const { pointer, path, value } of places(document, '', [])) {
    const put = (operation: string, next: Json): Mutant => ({
      document: replace(document, path, next) as JsonObject,
      operation,
      pointer,
    })
    for (const [name, other] of OTHERS) if (other !== value) yield put(name, other)
    yield put('wrap', [value])
    if (Array.isArray(value) && value.length > 0) yield put('unwrap', value[0])
    if (Array.isArray(value)) yield put('duplicate', [...value, ...value])
    const name = path.at(-1)!
    if (typeof name === 'number') {
      yield {
        document: edit(document, path, (parent) => (parent as Json[]).splice(name, 1)),
        operation: 'remove',
        pointer,
      }
    } else {
      yield {
        document: edit(document, path, (parent) => delete (parent as Record<string, Json>)[name]),
        operation: 'remove',
        pointer,
      }
      for (const [operation, next] of [
        ['rename', `${name}X`],
        ['misspell', name.slice(0, -1)],
      ] as const) {
        yield {
          document: edit(document, path, (parent) => {
            const object = parent as Record<string, Json>
            object[next] = object[name]!
            delete object[name]
          }),
          operation,
          pointer,
        }
      }
    }
  }
}

interface Place {
  readonly pointer: string
  readonly path: readonly (string | number)[]
  readonly value: Json
}

function* places(value: Json, pointer: string, path: readonly (string | number)[]): Generator<Place> {
  if (path.length > 0) yield { pointer, path, value }
  if (typeof value !== 'object' || value === null) return
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? value.map((item: Json, index) => [index, item] as const)
    : Object.entries(value)
  for (const [name, item] of entries) yield* places(item, `${pointer}/${name}`, [...path, name])
}

function replace(root: Json, path: readonly (string | number)[], next: Json): Json {
  return edit(root as JsonObject, path, (parent, name) => {
    ;(parent as Record<string | number, Json>)[name] = next
  })
}

/** A copy along the path only. */
function edit(
  root: JsonObject,
  path: readonly (string | number)[],
  change: (parent: Json, name: string | number) => unknown,
): JsonObject {
  const copy = shallow(root)
  let parent = copy
  for (const step of path.slice(0, -1)) {
    const child = shallow((parent as Record<string | number, Json>)[step]!)
    ;(parent as Record<string | number, Json>)[step] = child
    parent = child
  }
  change(parent, path.at(-1)!)
  return copy as JsonObject
}

const shallow = (value: Json): Json => (Array.isArray(value) ? [...value] : { ...(value as JsonObject) })
