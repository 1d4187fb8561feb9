/** The words that all kinds of hostile documents share. */
import type { VerifyOptions } from '../../../src/verify/options/options.js'

type Members = Record<string, unknown>

export interface Part {
  /** Entries of the outermost `@context`. */
  readonly context?: readonly unknown[]
  readonly members?: Members
  /** Further types. */
  readonly types?: readonly string[]
  /** What servers answer, by URL, or a function that makes it; `default` for all other URLs. */
  readonly documents?: Readonly<Record<string, unknown>>
  /** The issuer and the URL of the key, for the proof with this number; by default the adversary and a `did:key`. */
  readonly issuer?: (number: number) => string
  readonly method?: (number: number) => string
  readonly options?: VerifyOptions
}

export const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
export const URLS = [
  'https://www.w3.org/ns/credentials/v2',
  OB,
  'https://w3id.org/security/multikey/v1',
  'https://w3id.org/vc/status-list/2021/v1',
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/data-integrity/v2',
]

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: Math.max(0, Math.min(60_000, Math.floor(count))) }, (_, i) => make(i))
export const object = (entries: readonly (readonly [string, unknown])[]): Members =>
  Object.fromEntries(entries)
export const text = (length: number, character = 'a'): string =>
  character.repeat(Math.max(1, Math.floor(length)))
export const iri = (length: number): string => `https://a.example/${text(length)}#`
/** From 1 to `most`, by powers: dials feel the small numbers too. */
export const dial = (value: number, most: number): number => Math.max(1, Math.floor(most ** value))

export function tree(width: number, depth: number, name: string, leaf: unknown): unknown {
  return depth <= 0 ? leaf : times(width, () => ({ [name]: tree(width, depth - 1, name, leaf) }))
}

export function chain(depth: number, name: string, leaf: unknown): unknown {
  let value = leaf
  for (let i = 0; i < depth; i++) value = { [name]: value }
  return value
}

/** Terms that every kind may use. */
export const TERMS = {
  x: 'https://a.example/x',
  y: { '@id': 'https://a.example/y', '@type': '@id' },
  l: { '@id': 'https://a.example/l', '@container': '@list' },
  g: { '@id': 'https://a.example/g', '@container': '@graph' },
  d: { '@id': 'https://a.example/d', '@direction': 'rtl' },
  m: { '@id': 'https://a.example/m', '@container': '@language' },
  j: { '@id': 'https://a.example/j', '@type': '@json' },
}
