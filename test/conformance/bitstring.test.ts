import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { decodeStatusList } from '../../src/status/bitstring.js'
import { readStatusEntry } from '../../src/status/status-entry.js'
import { hasVectors, vectors } from '../vectors.js'

interface Case {
  readonly id: string
  readonly encodedList: string
  readonly statusSize: number
  readonly bits?: number
  readonly checks?: Readonly<Record<string, number>>
  readonly index?: string
  readonly expect: 'ok' | 'error'
  readonly error?: string
}

const folder = join(vectors, 'w3c/bitstring-status-list')

describe.skipIf(!hasVectors)('Bitstring Status List vectors', async () => {
  const cases = hasVectors
    ? (JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')) as readonly Case[])
    : []
  let passed = 0

  it.each(cases)('$id', async (given) => {
    expect(await outcome(given)).toEqual(
      given.expect === 'ok'
        ? { bits: given.bits, checks: given.checks }
        : { error: given.error === 'limit' ? 'limit_exceeded' : given.error },
    )
    passed++
  })

  it('counts', () => {
    console.log(`conformance: bitstring-status-list ${passed}/${cases.length}`)
    expect(passed).toBe(28)
  })
})

if (!hasVectors) console.log('conformance: bitstring-status-list skipped, the suite is absent')

async function outcome(given: Case): Promise<unknown> {
  const encodedList = given.encodedList.startsWith('@')
    ? readFileSync(join(folder, given.encodedList.slice(1)), 'utf8').trim()
    : given.encodedList
  try {
    const list = await decodeStatusList(encodedList, { statusSize: given.statusSize })
    const look = (statusListIndex: string): number =>
      list.get(
        readStatusEntry({
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListCredential: 'https://example.org/list',
          statusListIndex,
        }).index,
      )
    if (given.index !== undefined) look(given.index)
    const checks = Object.fromEntries(Object.keys(given.checks ?? {}).map((index) => [index, look(index)]))
    return { bits: list.toBytes().length * 8, checks }
  } catch (error) {
    if (isOpenBadgeError(error, 'status_invalid')) return { error: error.details.reason }
    if (isOpenBadgeError(error)) return { error: error.code }
    throw error
  }
}
