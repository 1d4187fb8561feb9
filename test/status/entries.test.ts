import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import {
  decodeStatusList,
  encodeStatusList,
  type StatusList,
  statusList,
} from '../../src/status/bitstring.js'
import { openRevocationList, readRevocationList } from '../../src/status/revocation-list.js'
import { readStatusEntry, statusEntry } from '../../src/status/status-entry.js'
import { openStatusList, readStatus, statusListCredential } from '../../src/status/status-list-credential.js'

const LIST = 'https://example.org/status/1'
const reason = async (run: () => unknown): Promise<unknown> => {
  try {
    await run()
  } catch (error) {
    return isOpenBadgeError(error, 'status_invalid') ? error.details.reason : (error as Error).name
  }
  return undefined
}
const good: JsonObject = {
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: LIST,
}

describe('statusEntry', () => {
  it('makes what it reads', () => {
    const entry = statusEntry({ statusListCredential: LIST, index: 94567 })
    expect(entry).toEqual({
      id: `${LIST}#94567`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '94567',
      statusListCredential: LIST,
    })
    expect(readStatusEntry(entry)).toMatchObject({ index: 94567, statusSize: 1, purpose: 'revocation' })
  })

  it('makes entries of several bits', () => {
    const messages = ['none', 'pending', 'accepted', 'rejected'].map((message, i) => ({
      status: `0x${i}`,
      message,
    }))
    const entry = statusEntry({
      statusListCredential: LIST,
      index: 3,
      purpose: 'message',
      statusSize: 2,
      messages,
    })
    expect(readStatusEntry(entry).messages).toEqual(messages)
    expect(() => statusEntry({ statusListCredential: LIST, index: 3, statusSize: 2 })).toThrow()
  })

  it('refuses unknown options and indices that are not whole numbers', () => {
    expect(() => statusEntry({ statusListCredential: LIST, index: -1 })).toThrow(TypeError)
    expect(() => statusEntry({ statusListCredential: LIST, index: 1, size: 1 } as never)).toThrow(TypeError)
  })

  it('refuses a list at a URL that verifiers do not fetch', async () => {
    const url = 'HTTP://uni.example/status/1'
    expect(() => statusEntry({ statusListCredential: url, index: 1 })).toThrow('must begin with https://')
    const list = statusList()
    await expect(async () =>
      statusListCredential({ id: url, issuer: 'did:example:a', list, validFrom: '2026-01-01T00:00:00Z' }),
    ).rejects.toThrow('must begin with https://')
  })

  it.each<[unknown, string]>([
    ['revoke', 'revocation'],
    ['revoked', 'revocation'],
    ['Revocation', 'revocation'],
    ['recovation', 'revocation'],
    ['suspend', 'suspension'],
    ['messages', 'message'],
    ['', "'revocation'"],
    [7, "'revocation'"],
    [['revocation', 'suspension'], 'an entry for each purpose'],
  ])('refuses the purpose %j', (purpose, remedy) => {
    const make = (): unknown =>
      statusEntry({ statusListCredential: LIST, index: 1, purpose: purpose as string })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(remedy)
  })

  it('allows a purpose of one’s own', () => {
    const entry = statusEntry({ statusListCredential: LIST, index: 1, purpose: 'paid' })
    expect(entry['statusPurpose']).toBe('paid')
  })
})

describe('readStatusEntry', () => {
  it.each<[string, JsonObject]>([
    ['no purpose', { statusPurpose: '' }],
    ['a purpose that is no text', { statusPurpose: ['revocation'] }],
    ['an index with a sign', { statusListIndex: '+1' }],
    ['a negative index', { statusListIndex: -1 }],
    ['a fraction', { statusListIndex: '1.0' }],
    ['hexadecimal', { statusListIndex: '0x10' }],
    ['a leading zero', { statusListIndex: '007' }],
    ['an empty index', { statusListIndex: '' }],
    ['a relative list', { statusListCredential: 'status/1' }],
    ['the id of the list', { id: LIST }],
    ['an id that is no text', { id: 5 }],
    ['no bits', { statusSize: 0 }],
    ['half a bit', { statusSize: 1.5 }],
    ['bits without messages', { statusSize: 2 }],
    ['too few messages', { statusSize: 2, statusMessage: [{ status: '0x0', message: 'a' }] }],
    [
      'a message without status',
      { statusMessage: [{ message: 'a' }, { status: '0x1', message: 'b' }] as never },
    ],
    ['a reference that is no URL', { statusReference: 'here' }],
    ['another type', { type: 'VelocityRevocationListJan2021' }],
  ])('refuses %s', async (_, change) => {
    expect(await reason(() => readStatusEntry({ ...good, ...change }))).toBe('MALFORMED_VALUE_ERROR')
  })

  it('reads a number for the text that it should have been, and an index beyond all numbers', () => {
    expect(readStatusEntry({ ...good, statusListIndex: 7 }).index).toBe(7)
    expect(readStatusEntry({ ...good, statusListIndex: '9'.repeat(400) }).index).toBe(Infinity)
  })
})

describe('status list credentials', () => {
  const entry = readStatusEntry(good)

  it('keep the bits when written and read', async () => {
    const list = statusList()
    list.set(7)
    const credential = await statusListCredential({
      id: LIST,
      issuer: 'did:example:1',
      list,
      ttl: 60_000,
      validFrom: new Date(0),
    })
    const open = await openStatusList(credential, entry)
    expect(open.ttl).toBe(60_000)
    expect(readStatus(open, entry)).toEqual({ status: 1, purpose: 'revocation' })
    expect(readStatus(open, { ...entry, index: 8 }).status).toBe(0)
    expect(await reason(() => readStatus(open, { ...entry, index: 131_072 }))).toBe('RANGE_ERROR')
    expect(await reason(() => readStatus(open, { ...entry, purpose: 'suspension' }))).toBe(
      'STATUS_VERIFICATION_ERROR',
    )
  })

  it('serve several purposes', async () => {
    const credential = await statusListCredential({
      id: LIST,
      issuer: 'did:example:1',
      list: statusList({ purpose: ['revocation', 'suspension'] }),
    })
    await openStatusList(credential, { ...entry, purpose: 'suspension' })
    expect(await reason(() => openStatusList(credential, { ...entry, purpose: 'refresh' }))).toBe(
      'STATUS_VERIFICATION_ERROR',
    )
  })

  it('need a purpose that a verifier knows or that resembles none', async () => {
    const text = await encodeStatusList(statusList())
    const make = (list: StatusList): unknown =>
      statusListCredential({ id: LIST, issuer: 'did:example:1', list })
    const unnamed = await decodeStatusList(text)
    expect(() => make(unnamed)).toThrow(TypeError)
    expect(() => make({ ...unnamed, purpose: ['revoke'] })).toThrow('"revocation"')
    expect(() => decodeStatusList(text, { purpose: ['revoke'] })).toThrow('"revocation"')
    const named = await decodeStatusList(text, { purpose: 'suspension' })
    expect(await make(named)).toMatchObject({ credentialSubject: { statusPurpose: 'suspension' } })
  })

  it('carry the message of a multi-bit status', async () => {
    const messages = ['valid', 'pending', 'rejected', 'void'].map((message, i) => ({
      status: `0x${i}`,
      message,
    }))
    const list = statusList({ purpose: 'message', statusSize: 2 })
    list.set(5, 2)
    const pointer = readStatusEntry(
      statusEntry({ statusListCredential: LIST, index: 5, purpose: 'message', statusSize: 2, messages }),
    )
    const open = await openStatusList(
      await statusListCredential({ id: LIST, issuer: 'did:example:1', list }),
      pointer,
    )
    expect(readStatus(open, pointer)).toEqual({ status: 2, purpose: 'message', message: messages[2] })
  })

  it.each<[string, (credential: Record<string, unknown>) => unknown, string]>([
    ['no list credential', (c) => (c['type'] = ['VerifiableCredential']), 'STATUS_VERIFICATION_ERROR'],
    ['another subject', (c) => (c['credentialSubject'] = { type: 'Person' }), 'STATUS_VERIFICATION_ERROR'],
    ['several subjects', (c) => (c['credentialSubject'] = []), 'STATUS_VERIFICATION_ERROR'],
    [
      'no list',
      (c) => delete (c['credentialSubject'] as Record<string, unknown>)['encodedList'],
      'MALFORMED_VALUE_ERROR',
    ],
  ])('are refused with %s', async (_, change, expected) => {
    const credential = await statusListCredential({
      id: LIST,
      issuer: 'did:example:1',
      list: statusList(),
    })
    const changed = structuredClone(credential) as Record<string, unknown>
    change(changed)
    expect(await reason(() => openStatusList(changed as JsonObject, entry))).toBe(expected)
  })

  it('reads the older StatusList2021', async () => {
    const list = statusList()
    list.set(7)
    const made = await statusListCredential({ id: LIST, issuer: 'did:example:1', list })
    const subject = made['credentialSubject'] as JsonObject
    const older = {
      ...made,
      type: ['VerifiableCredential', 'StatusList2021Credential'],
      credentialSubject: {
        ...subject,
        type: 'StatusList2021',
        encodedList: (subject['encodedList'] as string).slice(1),
      },
    }
    const pointer = readStatusEntry({ ...good, type: 'StatusList2021Entry' })
    expect(readStatus(await openStatusList(older, pointer), pointer).status).toBe(1)
    expect(await reason(() => openStatusList(older, entry))).toBe('STATUS_VERIFICATION_ERROR')
  })
})

describe('readRevocationList', () => {
  const list = {
    id: 'https://example.org/revoked',
    issuer: 'https://example.org',
    revokedCredential: [
      { id: 'urn:1', revoked: true, revocationReason: 'issued by mistake' },
      { id: 'urn:2' },
      { id: 'urn:3', revoked: false },
    ],
  }
  it.each([
    ['urn:1', { revoked: true, reason: 'issued by mistake' }],
    ['urn:2', { revoked: true }],
    ['urn:3', { revoked: false, issuer: 'https://example.org' }],
    ['urn:4', { revoked: false, issuer: 'https://example.org' }],
  ])('looks up %s', (id, expected) => {
    expect(readRevocationList(openRevocationList(list), id, list.id)).toEqual(expected)
    const { revokedCredential: revokedCredentials, ...others } = list
    expect(readRevocationList(openRevocationList({ ...others, revokedCredentials }), id, list.id)).toEqual(
      expected,
    )
  })
  it('finds a credential under either name, and as text', () => {
    const both = {
      ...list,
      revokedCredentials: [
        { id: 'urn:5', revoked: 'true' },
        { id: 'urn:6', revoked: 'false' },
      ],
    }
    for (const id of ['urn:1', 'urn:5'])
      expect(readRevocationList(openRevocationList(both), id, list.id).revoked).toBe(true)
    expect(readRevocationList(openRevocationList(both), 'urn:6', list.id).revoked).toBe(false)
  })
  it('accepts a revocation from any list, but its absence only from the expected list', async () => {
    const other = { ...list, id: 'https://example.org/other' }
    expect(readRevocationList(openRevocationList(other), 'urn:1', list.id).revoked).toBe(true)
    expect(await reason(() => readRevocationList(openRevocationList(other), 'urn:4', list.id))).toBe(
      'STATUS_VERIFICATION_ERROR',
    )
  })
  it.each<[string, JsonObject, string]>([
    ['nothing', {}, 'MALFORMED_VALUE_ERROR'],
    ['an error', { error: 'not found', status: 404 }, 'MALFORMED_VALUE_ERROR'],
    ['no list', { id: list.id, issuer: list.issuer }, 'MALFORMED_VALUE_ERROR'],
    ['no id', { revokedCredential: [] }, 'STATUS_VERIFICATION_ERROR'],
    ['entries that name nothing', { ...list, revokedCredential: [{}] }, 'MALFORMED_VALUE_ERROR'],
    ['text for entries', { ...list, revokedCredential: 'none' }, 'MALFORMED_VALUE_ERROR'],
    ['null for entries', { ...list, revokedCredentials: [null] }, 'MALFORMED_VALUE_ERROR'],
    ['an issuer without id', { ...list, issuer: { name: 'x' } }, 'MALFORMED_VALUE_ERROR'],
  ])('is no list with %s', async (_, given, expected) => {
    expect(await reason(() => readRevocationList(openRevocationList(given), 'urn:9', list.id))).toBe(expected)
  })
})
