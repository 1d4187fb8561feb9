/** Checks the options of `remote`. A misspelt option must not disable a guard unnoticed. */
import { parseUrl } from '../encoding/forms/parse-url.js'
import { DOCUMENT_LIMITS } from '../encoding/json.js'
import { checkOptions, type OptionTest } from '../encoding/options.js'
import { callable, listOf, oneOf, text } from '../option-tests.js'
import type { Purpose } from '../ports.js'
import { isPublicName } from './connection/public-address.js'
import { type DocumentCache, memoryCache } from './memory-cache.js'

export interface RemoteOptions {
  /**
   * Contexts that may be fetched, by URL: the SHA-256 of their bytes (64 hexadecimal digits), or `true` to accept any bytes.
   * Bundled contexts are never fetched.
   */
  readonly contexts?: Readonly<Record<string, string | true>>
  /** Purposes for which documents may be fetched; default: all. */
  readonly purposes?: readonly Purpose[]
  /** Allowed hosts (exact names); default: every public host. */
  readonly hosts?: readonly string[]
  /** Allowed ports; default: 443. */
  readonly ports?: readonly number[]
  /** Most time for one document, including connection and redirects; default 5,000. */
  readonly timeoutMilliseconds?: number
  /**
   * Most bytes of one document; default 1 MiB. A response with headers and chunks may have a quarter more, and 64 KiB. It may
   * come in 512 pieces, and one more for each 1,024 bytes.
   */
  readonly maximumBytes?: number
  /** Most redirects for one document; default 3. A key document may not redirect to another origin. */
  readonly redirects?: number
  /** Cache for documents; default: in memory; `false`: none. If the cache fails or does not answer, the document is fetched. */
  readonly cache?: DocumentCache | false
  /** How long a document is cached if neither the server nor the status list says; default 5 minutes. */
  readonly ttlMilliseconds?: number
  /** How long a failure is cached; default 30 seconds, at most 24 hours. */
  readonly negativeTtlMilliseconds?: number
  /** Name resolution, for closed networks and tests; default: the system's. Its results are checked too. */
  readonly lookup?: (hostname: string) => Promise<readonly string[]>
  /**
   * Allows an address that is not public, for closed networks and tests. Dangerous elsewhere: it disables the protection
   * against server-side request forgery for this address.
   */
  readonly allowAddress?: (address: string, hostname: string) => boolean
  /**
   * Exact origins on this machine or network that may be fetched from, such as `https://localhost:3000`; default: none. Use it
   * for tests only: an uploaded document can cause requests to these origins. A did:web cannot be local; for one, use `ports`,
   * `lookup` and `allowAddress`.
   */
  readonly allowLocal?: readonly string[]
  /** Certificate authorities (PEM) instead of the public ones, for closed networks and tests. */
  readonly authorities?: string | readonly string[]
}

export interface RemoteSettings {
  readonly contexts: ReadonlyMap<string, string | true>
  readonly purposes: readonly Purpose[] | undefined
  readonly hosts: readonly string[] | undefined
  readonly ports: readonly number[]
  readonly timeoutMilliseconds: number
  readonly maximumBytes: number
  readonly redirects: number
  readonly cache: DocumentCache | undefined
  readonly ttlMilliseconds: number
  readonly negativeTtlMilliseconds: number
  readonly lookup: RemoteOptions['lookup']
  readonly allowAddress: RemoteOptions['allowAddress']
  /** Origins that are allowed although they are not public, and their hosts. */
  readonly localOrigins: ReadonlySet<string>
  readonly localHosts: ReadonlySet<string>
  readonly authorities: RemoteOptions['authorities']
}

const PURPOSES: readonly Purpose[] = [
  'context',
  'controller',
  'key',
  'status',
  'schema',
  'refresh',
  'registry',
]
const count: OptionTest = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const texts = listOf(text)
const host: OptionTest = (value) =>
  (typeof value === 'string' && /^[a-z0-9.-]+$/i.test(value)) || 'it is no host name'
const certificate: OptionTest = (value) =>
  typeof value === 'string' && value.includes('-----BEGIN CERTIFICATE-----')

/** What each option takes, in words for error messages. */
const SHAPES: Readonly<Record<keyof RemoteOptions, string>> = {
  contexts: 'an object: URL → SHA-256 in 64 hexadecimal digits, or true',
  purposes: "a list, such as ['status']",
  hosts: "a list of host names without https://, such as ['example.edu']",
  ports: 'a list of numbers, such as [443]',
  timeoutMilliseconds: 'a whole number, 0 or more',
  maximumBytes: 'a whole number, 0 or more',
  redirects: 'a whole number, 0 or more',
  cache: 'memoryCache(), an object with get and set, or false',
  ttlMilliseconds: 'a whole number, 0 or more',
  negativeTtlMilliseconds: 'a whole number, 0 or more',
  lookup: 'a function that gives a list of addresses',
  allowAddress: 'a function that says yes or no',
  allowLocal: "a list of origins, such as ['https://localhost:3000']",
  authorities: 'the text of a PEM certificate, or a list of them',
}

const OPTIONS: Readonly<Record<keyof RemoteOptions, OptionTest>> = {
  contexts: (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every(
      (pin) => pin === true || (typeof pin === 'string' && /^[0-9a-f]{64}$/i.test(pin)),
    ),
  purposes: listOf(oneOf(...PURPOSES)),
  hosts: listOf(host),
  ports: listOf(count),
  // The longest delay of a timer.
  timeoutMilliseconds: (value) => count(value) && (value as number) <= 0x7fffffff,
  maximumBytes: count,
  redirects: count,
  cache: (value) =>
    value === false || (typeof value === 'object' && value !== null && 'get' in value && 'set' in value),
  ttlMilliseconds: count,
  negativeTtlMilliseconds: count,
  lookup: callable,
  allowAddress: callable,
  allowLocal: texts,
  authorities: listOf(certificate, certificate),
}

/** @throws TypeError for an unknown name or a value of the wrong kind */
export function readRemoteOptions(options: RemoteOptions): RemoteSettings {
  if (typeof options === 'string')
    throw new TypeError('remote: it takes no URL; write remote(), and pass the loader as load')
  checkOptions('remote', options, OPTIONS, SHAPES)
  const local = (options.allowLocal ?? []).map(localOrigin)
  return {
    contexts: new Map(Object.entries(options.contexts ?? {})),
    purposes: options.purposes,
    hosts: options.hosts,
    ports: options.ports ?? [443],
    timeoutMilliseconds: options.timeoutMilliseconds ?? 5000,
    maximumBytes: options.maximumBytes ?? DOCUMENT_LIMITS.length,
    redirects: options.redirects ?? 3,
    cache: options.cache === false ? undefined : (options.cache ?? memoryCache()),
    ttlMilliseconds: options.ttlMilliseconds ?? 300_000,
    negativeTtlMilliseconds: options.negativeTtlMilliseconds ?? 30_000,
    lookup: options.lookup,
    allowAddress: options.allowAddress,
    localOrigins: new Set(local.map(({ origin }) => origin)),
    localHosts: new Set(local.map(({ hostname }) => hostname)),
    authorities: options.authorities,
  }
}

/** Refuses public hosts: `allowLocal` disables the check of addresses for the host. */
function localOrigin(text: string): URL {
  const url = parseUrl(text)
  if (url === undefined || url.protocol !== 'https:' || url.origin !== text) {
    throw new TypeError(`remote: allowLocal needs https origins such as https://localhost:3000, not ${text}`)
  }
  if (isPublicName(url.hostname)) {
    throw new TypeError(`remote: allowLocal is only for hosts that are not public, not for ${url.hostname}`)
  }
  return url
}
