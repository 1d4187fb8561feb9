/** Commands of an operator, of a saboteur and of fate; sequences of them are drawn at random. */
import fc from 'fast-check'
import type { StatusAction } from 'laurel/bulk'

/** `kill`: after so many writes. */
export type Command =
  | {
      readonly do: 'issue'
      readonly rows: readonly (readonly [key: string, version: number])[]
      readonly dry: boolean
      readonly resign: boolean
      readonly kill?: number | undefined
    }
  | {
      readonly do: 'status'
      readonly action: StatusAction
      readonly key: string | undefined
      readonly kill?: number | undefined
    }
  | { readonly do: 'second'; readonly place: 'folder' | 'list' | 'far' | 'own-lists' }
  | { readonly do: 'foreign-status' }
  | { readonly do: 'new-key' }
  | { readonly do: 'other-host'; readonly isSilent: boolean }
  | { readonly do: 'old-journal'; readonly cut: 'lines' | 'byte' }
  | {
      readonly do: 'delete' | 'edit'
      readonly what: 'output' | 'manifest' | 'lists' | 'marker'
      readonly which: number
    }

const KEYS = ['S0', 'S1', 'S2', 'S3']
const kill = fc.option(fc.nat(60), { nil: undefined, freq: 2 })
const row = fc.tuple(fc.constantFrom(...KEYS), fc.nat(2))

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('issue' as const),
      rows: fc.uniqueArray(row, { selector: ([key]) => key, minLength: 1, maxLength: 4 }),
      dry: fc.nat(5).map((n) => n === 5),
      resign: fc.nat(5).map((n) => n === 5),
      kill,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('status' as const),
      action: fc.constantFrom('revoke' as const, 'suspend' as const, 'reinstate' as const),
      key: fc.option(fc.constantFrom(...KEYS), { nil: undefined }),
      kill,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('second' as const),
      place: fc.constantFrom('folder' as const, 'list' as const, 'far' as const, 'own-lists' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('foreign-status' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('new-key' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('other-host' as const), isSilent: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('old-journal' as const),
      cut: fc.constantFrom('lines' as const, 'byte' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('delete' as const, 'edit' as const),
      what: fc.constantFrom('output' as const, 'manifest' as const, 'lists' as const, 'marker' as const),
      which: fc.nat(3),
    }),
  },
)

export interface Sequence {
  readonly form: 'ndjson' | 'json'
  /** Whether runs ask what is published. */
  readonly asks: boolean
  readonly commands: readonly Command[]
}

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  form: fc.constantFrom('ndjson' as const, 'json' as const),
  asks: fc.boolean(),
  commands: fc.array(command, { minLength: 2, maxLength: 9 }),
})
