/** A request is refused by its text before a parser works on it. */
import { bundled, VERIFY_LIMITS } from 'laurel'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { requestJson } from '../../examples/verifier-service/request-json.js'
import { verifierService } from '../../examples/verifier-service/service.js'

afterEach(() => {
  vi.restoreAllMocks()
})

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const HOSTILE: Readonly<Record<string, string>> = {
  'a million lists in one another': nested(1_000_000),
  'lists that are not closed': '['.repeat(1_000_000),
  'very many empty lists': `[${'[],'.repeat(600_000)}1]`,
  'very many values': `[${'0,'.repeat(600_000)}1]`,
  'objects in one another': '{"a":'.repeat(300_000),
  'a text that is not closed, and lists': `${'['.repeat(1_000_000)}"`,
}

describe.each(Object.entries(HOSTILE))('%s', (_, value) => {
  it('does not reach the parser', async () => {
    const app = verifierService({ load: bundled })
    const body = `{"verifiableCredential":${value}}`
    const parse = vi.spyOn(JSON, 'parse')
    const headers = { 'content-type': 'application/json' }
    const response = await app.request('/credentials/verify', { method: 'POST', body, headers })
    expect(response.status).toBe(400)
    expect(parse.mock.calls.filter(([text]) => String(text).length > 100_000)).toEqual([])
  })
})

it('takes what laurel takes', () => {
  const texts = { verifiableCredential: { a: ['[[[', '{,"\\"', '\\'], b: [] }, options: {} }
  expect(requestJson(JSON.stringify(texts))).toEqual(texts)
  expect(requestJson(`{"a":${nested(VERIFY_LIMITS.depth)}}`)).toBeDefined()
  expect(requestJson(`{"a":[${'0,'.repeat(VERIFY_LIMITS.nodes - 3)}1]}`)).toBeDefined()
  const long = { a: 'x,[{"'.repeat(200_000) }
  expect(requestJson(JSON.stringify(long))).toEqual(long)
  expect(requestJson('{"a":')).toBeUndefined()
})
