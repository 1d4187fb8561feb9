/** The options of status lists of a batch, and their checks. */
import { hash } from 'node:crypto'
import { parseUrl } from '../../encoding/forms/parse-url.js'
import type { OptionTest } from '../../encoding/options.js'
import { listOf, oneOf, text } from '../../option-tests.js'
import type { BatchRecord, BatchStatus } from '../journal/journal-records.js'
import { checkWithRequired } from '../options/check-required.js'

export interface StatusOptions {
  /**
   * The URL of the published lists, with `{list}` for the number, `{purpose}` if there are several purposes, and `{batch}`
   * for an id that no other batch has. A URL that ends with a slash gets `{batch}/{purpose}-{list}.json`.
   */
  readonly url: string
  /** The purposes; default: revocation. A suspension can be undone. */
  readonly purposes?: readonly ('revocation' | 'suspension')[]
  /** Entries of one list; default and minimum 131,072. */
  readonly length?: number
}

const OPTIONS: Readonly<Record<keyof StatusOptions, OptionTest>> = {
  url: text,
  purposes: listOf(oneOf('revocation', 'suspension')),
  length: (value) => typeof value === 'number',
}

/** @throws TypeError */
export function checkStatusOptions(caller: string, options: StatusOptions): void {
  checkWithRequired(`${caller}: status`, options, OPTIONS, ['url'])
}

/** @throws TypeError */
export function readStatusOptions({
  url: given,
  purposes = ['revocation'],
  length = 131_072,
}: StatusOptions): BatchStatus {
  const url = urlOf(given)
  if (!isHttps(url.replace(/\{(?:list|purpose|batch)\}/g, '1'))) {
    throw new TypeError(
      'the URL of status lists must begin with https://, because verifiers fetch nothing else',
    )
  }
  if (purposes.length === 0 || new Set(purposes).size !== purposes.length) {
    throw new TypeError('the purposes of status lists must be one or more, each once')
  }
  if (!url.includes('{list}'))
    throw new TypeError('the URL of status lists must end with a slash, or contain {list}')
  if (purposes.length > 1 && !url.includes('{purpose}')) {
    throw new TypeError('for several purposes, the URL of status lists must contain {purpose}')
  }
  if (!Number.isSafeInteger(length) || length < 131_072 || length % 8 !== 0) {
    throw new TypeError('the length of a status list must be 131,072 or more, and a multiple of 8')
  }
  return { url, purposes, length }
}

/** With the names of the files, so that the folder `status` can be copied to the address. */
function urlOf(url: string): string {
  return url.endsWith('/') && !url.includes('{') ? `${url}{batch}/{purpose}-{list}.json` : url
}

/** Whether each batch has its own lists at this URL. */
export function isOfOneBatch({ url }: StatusOptions): boolean {
  return urlOf(url).includes('{batch}')
}

/** The lists of one batch: its id is written for `{batch}`, the same in every run. */
export function listsOf(
  status: BatchStatus,
  { issuer, achievement, batch }: Pick<BatchRecord, 'issuer' | 'achievement' | 'batch'>,
  seed: string,
): BatchStatus {
  const id = hash('sha256', JSON.stringify(['lists', issuer, achievement, batch, seed])).slice(0, 16)
  return { ...status, url: status.url.replaceAll('{batch}', id) }
}

/** Whether the text is the URL of a web server, without user, fragment and characters that a URI must not have. */
function isHttps(url: string): boolean {
  const parsed = /^https:\/\/[^\s"<>\\^`{|}]+$/.test(url) ? parseUrl(url) : undefined
  if (parsed === undefined) return false
  const { username, password, hash } = parsed
  return username === '' && password === '' && hash === '' && !url.endsWith('#')
}
