/** What to do if a check lacked a document that was not fetched. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { isJsonObject } from '../../encoding/json.js'
import type { Report } from '../../index.js'

/** The maximum number of URLs that are named. */
const NAMED_MAXIMUM = 3

/** The advice for a report, or `undefined` if no check lacked a document. */
export function offlineHint(report: Report): string | undefined {
  return report.verified ? undefined : hintFor(documentsLacking(report))
}

/** The advice for several reports together. */
export function hintFor(urls: Iterable<string>): string | undefined {
  const all = [...new Set(urls)]
  if (all.length === 0) return undefined
  const named = all.slice(0, NAMED_MAXIMUM).map((url) => `--document ${url}=FILE`)
  return `Without --online nothing is fetched. Add it, or give files: ${named.join(' ')}`
}

/** The URLs of the documents that checks lacked, also checks of credentials inside. */
export function documentsLacking({ checks, embedded = [] }: Report): readonly string[] {
  const own = checks.flatMap(({ code, details }) =>
    details === undefined ? [] : urlsIn({ ...details, code }),
  )
  return [...own, ...embedded.flatMap(({ report }) => documentsLacking(report))]
}

/** A row, or its details about one entry or one schema, name the document and the code of the loader. */
function urlsIn(details: JsonObject): readonly string[] {
  const { url } = details
  const inside = Object.values(details).flatMap((value) => [value].flat() as readonly Json[])
  const own = typeof url === 'string' && inside.includes('document_unknown') ? [url] : []
  return [...own, ...inside.filter(isJsonObject).flatMap(urlsIn)]
}
