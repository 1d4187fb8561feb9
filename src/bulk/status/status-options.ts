/** The status lists that a caller wants for a batch, checked. */
import type { OptionTest } from '../../encoding/options.js'
import { listOf, text } from '../../option-tests.js'
import type { BatchStatus } from '../journal/journal-records.js'
import { checkWithRequired } from '../options/check-required.js'

export interface StatusOptions {
  /** URL under which list n will be published, with `{list}`, and `{purpose}` where there are several. */
  readonly url: string
  /** Default: revocation. */
  readonly purposes?: readonly string[]
  /** Default and minimum 131,072. */
  readonly length?: number
}

const OPTIONS: Readonly<Record<keyof StatusOptions, OptionTest>> = {
  url: text,
  purposes: listOf(text),
  length: (value) => typeof value === 'number',
}

/** @throws TypeError */
export function checkStatusOptions(caller: string, options: StatusOptions): void {
  checkWithRequired(`${caller}: status`, options, OPTIONS, ['url'])
}

/** @throws TypeError */
export function readStatusOptions({
  url,
  purposes = ['revocation'],
  length = 131_072,
}: StatusOptions): BatchStatus {
  if (!isHttps(url.replaceAll('{list}', '1').replaceAll('{purpose}', 'revocation'))) {
    throw new TypeError('the URL of status lists begins with https://: verifiers fetch nothing else')
  }
  if (purposes.length === 0 || new Set(purposes).size !== purposes.length) {
    throw new TypeError('the purposes of status lists are one or more, each named once')
  }
  if (!url.includes('{list}')) throw new TypeError('the URL of status lists needs {list} in it')
  if (purposes.length > 1 && !url.includes('{purpose}')) {
    throw new TypeError('with several purposes the URL of status lists needs {purpose} in it')
  }
  if (!Number.isSafeInteger(length) || length < 131_072 || length % 8 !== 0) {
    throw new TypeError('a status list has 131,072 entries or more, by eights')
  }
  return { url, purposes, length }
}

/** An address of a public web server: no user, no fragment, nothing that a URI may not hold. */
function isHttps(url: string): boolean {
  if (!/^https:\/\/[^\s"<>\\^`{|}]+$/.test(url) || !URL.canParse(url)) return false
  const { username, password, hash } = new URL(url)
  return username === '' && password === '' && hash === '' && !url.endsWith('#')
}
