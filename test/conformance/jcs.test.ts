/** RFC 8785: its sample files, and ten thousand numbers. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeUtf8 } from '../../src/encoding/utf8.js'
import { jcs } from '../../src/jsonld/jcs/jcs.js'
import { vectors } from '../vectors.js'

const suite = join(vectors, 'w3c/rfc8785')

describe('rfc8785', () => {
  if (!existsSync(suite)) {
    console.log('conformance: rfc8785 absent, skipped')
    it.skip('absent')
    return
  }

  it('gives the published bytes of every file', () => {
    const files = readdirSync(join(suite, 'input'))
    for (const file of files) {
      const text = jcs(JSON.parse(readFileSync(join(suite, 'input', file), 'utf8')), 'any')
      expect(text, file).toBe(readFileSync(join(suite, 'output', file), 'utf8').trimEnd())
      const hex = readFileSync(join(suite, 'outhex', file.replace(/\.json$/, '.txt')), 'utf8')
      const bytes = Uint8Array.from(hex.trim().split(/\s+/), (pair) => Number.parseInt(pair, 16))
      expect(encodeUtf8(text), file).toEqual(bytes)
    }
    console.log(`conformance: rfc8785 files ${files.length}/${files.length}`)
  })

  it('writes ten thousand numbers as published', () => {
    const lines = readFileSync(join(suite, 'es6-numbers-10000.txt'), 'utf8').trim().split('\n')
    const view = new DataView(new ArrayBuffer(8))
    for (const line of lines) {
      const [bits, text] = line.split(',') as [string, string]
      view.setBigUint64(0, BigInt(`0x${bits}`))
      expect(jcs(view.getFloat64(0), 'any'), bits).toBe(text)
    }
    console.log(`conformance: rfc8785 numbers ${lines.length}/${lines.length}`)
    expect(lines.length).toBe(10_000)
  })
})
