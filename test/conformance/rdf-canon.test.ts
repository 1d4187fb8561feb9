/** The W3C suite of RDF Dataset Canonicalization: canonical forms, canonical id maps, the poison graph refused. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { CANONIZE_LIMITS } from '../../src/jsonld/budget/limits.js'
import { blocksText, canonicalBlocks, canonicalLabels } from '../../src/jsonld/rdfc10/canonicalize.js'
import { parseNQuads } from '../jsonld/parse-n-quads.js'
import { vectors } from '../vectors.js'

const suite = join(vectors, 'w3c/rdf-canon')

interface Entry {
  readonly id: string
  readonly type: string
  readonly action: string
  readonly result?: string
  readonly hashAlgorithm?: string
}

describe('rdf-canon', () => {
  if (!existsSync(suite)) {
    console.log('conformance: rdf-canon absent, skipped')
    it.skip('absent')
    return
  }
  const read = (file: string): string => readFileSync(join(suite, file), 'utf8')
  const { entries } = JSON.parse(read('manifest.jsonld')) as { entries: readonly Entry[] }

  it('gives every canonical form and id map, and refuses the poison graph', () => {
    const failed: string[] = []
    for (const entry of entries) if (!passes(entry)) failed.push(entry.id)
    console.log(`conformance: rdf-canon ${entries.length - failed.length}/${entries.length}`)
    expect(failed).toEqual([])
    expect(entries).toHaveLength(86)
  })

  function passes(entry: Entry): boolean {
    const { dataset, labels } = parseNQuads(read(entry.action))
    const options = {
      limits: CANONIZE_LIMITS,
      algorithm: entry.hashAlgorithm === 'SHA384' ? 'SHA-384' : 'SHA-256',
    } as const
    switch (entry.type) {
      case 'rdfc:RDFC10EvalTest':
        return blocksText(canonicalBlocks(dataset, options)) === read(entry.result!)
      case 'rdfc:RDFC10MapTest': {
        const canonical = canonicalLabels(dataset, options)
        const map = Object.fromEntries(labels.map((label, i) => [label, canonical[i]!.slice(2)]))
        const expected = JSON.parse(read(entry.result!)) as Record<string, string>
        expect(map, entry.id).toEqual(expected)
        return true
      }
      case 'rdfc:RDFC10NegativeEvalTest':
        try {
          canonicalBlocks(dataset, options)
          return false
        } catch (error) {
          return isOpenBadgeError(error, 'limit_exceeded')
        }
      default:
        throw new Error(`unknown kind of test ${entry.type}`)
    }
  }
})
