import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { BUNDLED_CONTEXTS, bundled, bundledContext, loadBundledContext } from '../../src/documents/bundled.js'
import { CONTEXT_DIGESTS } from './digests.js'

/** RFC 8785 for contexts: strings, booleans, null, arrays and objects only. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join()}}`
  }
  return JSON.stringify(value)
}

describe('bundled contexts', () => {
  it('are all pinned', () => {
    expect([...CONTEXT_DIGESTS.keys()].sort()).toEqual([...BUNDLED_CONTEXTS.keys()].sort())
  })

  it.each([...CONTEXT_DIGESTS])('%s is the pinned one', async (url, sha256) => {
    expect(
      createHash('sha256')
        .update(canonicalJson(await loadBundledContext(url)))
        .digest('hex'),
    ).toBe(sha256)
  })

  it('are frozen all the way down, and the same object each time', () => {
    const url = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
    const context = bundledContext(url) as { '@context': Record<string, unknown> }
    expect(bundledContext(url)).toBe(context)
    expect(Object.isFrozen(context['@context']['endorsementJwt'])).toBe(true)
    expect(() => Object.assign(context['@context'], { name: 'x' })).toThrow(TypeError)
  })

  it('are available at once if most badges use them; others load at first use', async () => {
    expect(bundledContext('https://www.w3.org/ns/credentials/v2')).toBeDefined()
    const url = 'https://w3id.org/security/multikey/v1'
    const [one, other] = await Promise.all([loadBundledContext(url), loadBundledContext(url)])
    expect(one).toBe(other)
    expect(bundledContext(url)).toBe(one)
    expect(await loadBundledContext('https://example.org/')).toBeUndefined()
  })

  it('are all that the bundled loader knows, and only as contexts', async () => {
    const url = 'https://www.w3.org/ns/credentials/v2'
    await expect(bundled(url, 'context')).resolves.toBe(bundledContext(url))
    await expect(bundled(url, 'schema')).rejects.toMatchObject({ code: 'document_unknown' })
    await expect(bundled('https://example.org/', 'context')).rejects.toMatchObject({
      code: 'document_unknown',
    })
    await expect(bundled('__proto__', 'context')).rejects.toMatchObject({ code: 'document_unknown' })
  })
})
