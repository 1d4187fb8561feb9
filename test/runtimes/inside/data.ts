/** What the command hands to each runtime: plain JSON, since a runtime may have no files to read. */

/** A signature on which verifiers differ; bytes in hexadecimal. */
export interface SignatureRow {
  readonly name: string
  readonly key: string
  readonly message: string
  readonly signature: string
  readonly expected: boolean
}

/** A compressed stream, and what comes out of it; no `expected`: to be refused. Bytes in hexadecimal. */
export interface StreamRow {
  readonly name: string
  readonly format: 'gunzip' | 'inflate'
  readonly bytes: string
  readonly expected?: string
}

/** A case of the W3C suite of RDF Dataset Canonicalization, as expanded JSON-LD; no `expected`: to be refused. */
export interface CanonizeCase {
  readonly id: string
  readonly document: object
  readonly algorithm: 'SHA-256' | 'SHA-384'
  readonly expected?: string
}

/** A public sample in base64, the documents that its issuer publishes by URL, and the rows of the report that do not hold. */
export interface SampleCase {
  readonly file: string
  readonly bytes: string
  readonly documents: Readonly<Record<string, unknown>>
  readonly trouble: string
}

export interface Data {
  /** The https server of the command; it answers at 127.0.0.1 only. */
  readonly server: { readonly port: number; readonly certificate: string }
  readonly signatures: readonly SignatureRow[]
  readonly streams: readonly StreamRow[]
  readonly canonize: readonly CanonizeCase[]
  readonly samples: readonly SampleCase[]
  /** The file that each entry must resolve to, by its import path; empty where a bundler resolves. */
  readonly entries: Readonly<Record<string, string>>
}

export type Case = readonly [name: string, body: () => unknown]

export interface CaseResult {
  readonly name: string
  readonly error?: string
}

/** Begins the one line of output that the command reads. */
export const RESULT_MARK = 'laurel-runtimes '

/** Runs the cases one after the other, and prints what came of them. */
export async function runCases(cases: readonly Case[]): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = []
  for (const [name, body] of cases) {
    try {
      await body()
      results.push({ name })
    } catch (error) {
      results.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }
  console.log(RESULT_MARK + JSON.stringify(results))
  return results
}

export function same(actual: unknown, expected: unknown): void {
  const [got, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (got !== wanted) throw new Error(`expected ${wanted}, got ${got}`)
}

/** Fails unless the work fails with this code. */
export async function refuses(code: string, work: () => unknown): Promise<void> {
  try {
    await work()
  } catch (error) {
    same((error as { readonly code?: unknown }).code, code)
    return
  }
  throw new Error(`expected ${code}, and nothing was thrown`)
}
