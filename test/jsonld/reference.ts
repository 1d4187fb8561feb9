/** jsonld.js as the judge: the same settings, the same loader, its own canonicalisation. */
import jsonld from 'jsonld'
import { loadBundledContext } from '../../src/documents/bundled.js'
import { OpenBadgeError } from '../../src/errors.js'
import { newWork } from '../../src/jsonld/budget/limits.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { MissingContext } from '../../src/jsonld/context/context-documents.js'
import { Unsupported } from '../../src/jsonld/issues/unsupported.js'
import { QuadWriter } from '../../src/jsonld/to-rdf/to-rdf.js'
import type { Load } from '../../src/ports.js'
import { JSONLD_OPTIONS } from './jsonld-options.js'

export type Outcome = { readonly text: string } | { readonly refused: string }

/** What jsonld.js makes of a document in safe mode. */
export async function reference(document: unknown, load: Load): Promise<Outcome> {
  try {
    // An instance for each document: its cache of contexts replays the faults of one document to the next.
    const text = await jsonld().canonize(document, {
      ...JSONLD_OPTIONS,
      documentLoader: async (url) => ({
        contextUrl: null,
        documentUrl: url,
        document: structuredClone((await loadBundledContext(url)) ?? (await load(url, 'context'))),
      }),
    })
    return isCanonical(text) ? { text } : { refused: NOT_CANONICAL }
  } catch (error) {
    const { details, message } = error as {
      details?: { code?: string; event?: { code: string } }
      message: string
    }
    return { refused: details?.event?.code ?? details?.code ?? message }
  }
}

/** What stands for a text of jsonld.js in which a blank node kept the label that the document gave it. */
export const NOT_CANONICAL = 'jsonld.js: a label that is not canonical'

/** Labels count from 0 without gaps. A malformed object (`@type` beside `@set`) can make jsonld.js keep another. */
function isCanonical(text: string): boolean {
  const terms = text.replace(/"(?:[^"\\]|\\.)*"/g, '')
  const labels = new Set(terms.match(/(?:^| )_:\S+/gm)?.map((label) => label.trim()))
  return [...labels].every((label) => /^_:c14n\d+$/.test(label) && Number(label.slice(6)) < labels.size)
}

/** What laurel makes of it. An error of another kind than its own counts as a wrong answer. */
export async function ours(document: unknown, load: Load): Promise<Outcome> {
  try {
    return { text: await toCanonical(document as never, { load }) }
  } catch (error) {
    if (!(error instanceof OpenBadgeError)) return { text: `crashed: ${(error as Error).stack}` }
    const { details } = error as OpenBadgeError<'jsonld_unsafe'>
    return { refused: `${error.code} ${JSON.stringify(details).slice(0, 300)}` }
  }
}

/** Which way a document goes: `undefined` for the fast one, else why it falls back. */
export function reasonToFallBack(
  document: unknown,
  contexts: Readonly<Record<string, unknown>> = {},
): string | undefined {
  const writer = new QuadWriter((url) => {
    if (contexts[url] === undefined) throw new MissingContext(url)
    return contexts[url] as never
  }, newWork())
  try {
    writer.write(document as never)
    return undefined
  } catch (error) {
    if (error instanceof MissingContext) return error.url
    if (error instanceof Unsupported) return error.message
    return undefined
  }
}

/** `undefined` when they agree, else what they said. */
export function disagreement(expected: Outcome, found: Outcome): string | undefined {
  if ('text' in expected && 'text' in found && expected.text === found.text) return undefined
  if ('refused' in expected && 'refused' in found) return undefined
  const show = (outcome: Outcome): string =>
    'text' in outcome ? outcome.text : `refused: ${outcome.refused}`
  return `jsonld.js:\n${show(expected)}\nlaurel:\n${show(found)}`
}
