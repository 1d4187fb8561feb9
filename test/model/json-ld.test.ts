/** What the model calls defined is what JSON-LD defines: no builder makes what safe mode refuses. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError } from '../../src/errors.js'
import { canonize } from '../../src/jsonld/canonize.js'
import { checkCredential } from '../../src/schema/validate.js'
import { CONTEXTS, completeBadge, endorsementCredential, plainBadge } from '../schema/fixtures.js'
import { mutants } from '../schema/mutations.js'
import { rebuild } from './rebuild.js'

/** JSON-LD's verdict: whether all of the document would be signed. */
async function isSafe(document: JsonObject): Promise<boolean> {
  try {
    await canonize(document)
    return true
  } catch (error) {
    if (isOpenBadgeError(error, 'jsonld_unsafe') || isOpenBadgeError(error, 'jsonld_invalid')) return false
    throw error
  }
}

/** The badge under another Open Badges context; the two oldest belong to VCDM 1.1. */
function under(name: string, badge: JsonObject): JsonObject {
  const contexts = [
    `https://purl.imsglobal.org/spec/ob/v3p0/${name}`,
    'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  ]
  if (name === 'context-3.0.2.json' || name === 'context-3.0.3.json')
    return { ...badge, '@context': [CONTEXTS[0]!, ...contexts] }
  const { validFrom, validUntil, ...rest } = badge
  const dates = {
    issuanceDate: validFrom!,
    ...(validUntil === undefined ? {} : { expirationDate: validUntil }),
  }
  return { ...rest, ...dates, '@context': ['https://www.w3.org/2018/credentials/v1', ...contexts] }
}

function without(value: JsonObject, names: readonly string[]): JsonObject {
  return JSON.parse(
    JSON.stringify(value, (key, item: unknown) => (names.includes(key) ? undefined : item)),
  ) as JsonObject
}

describe('builders and JSON-LD', () => {
  it.each(['context.json', 'context-3.0.1.json'])('%s clashes with VCDM 2.0', async (name) => {
    const document = {
      ...plainBadge,
      '@context': [CONTEXTS[0]!, `https://purl.imsglobal.org/spec/ob/v3p0/${name}`],
    }
    expect(checkCredential(document, 'strict').map(({ code }) => code)).toEqual(['context_clash'])
    expect(checkCredential(document, 'compact').map(({ severity }) => severity)).toEqual(['warning'])
    expect(await isSafe(document)).toBe(false)
  })

  it.each([
    ['the badge with every property', completeBadge],
    ['the plain badge', plainBadge],
    ['an endorsement', endorsementCredential],
  ])('%s loses nothing', async (_, document) => {
    const text = await canonize(rebuild({ ...document }))
    expect(text).toContain('https://www.w3.org/2018/credentials#VerifiableCredential')
  })

  const OLDER = ['context.json', 'context-3.0.1.json', 'context-3.0.2.json', 'context-3.0.3.json']

  /** What each context does not define yet; also endorsements, which name the newest context themselves. */
  const LATER: Readonly<Record<string, readonly string[]>> = {
    'context.json': ['inLanguage', 'endorsementJwt', 'awardedDate', 'endorsement', 'proof'],
    'context-3.0.1.json': ['inLanguage', 'endorsementJwt', 'endorsement', 'proof'],
    'context-3.0.2.json': ['inLanguage', 'endorsementJwt', 'awardedDate', 'endorsement', 'proof'],
  }

  it.each(Object.entries(LATER))('members that %s lacks are named', async (name, members) => {
    for (const member of members.filter((one) => one !== 'endorsement' && one !== 'proof')) {
      const value =
        member === 'endorsementJwt' ? ['a.b.c'] : member === 'awardedDate' ? '2026-01-01T00:00:00Z' : 'en'
      const subject = plainBadge['credentialSubject'] as JsonObject
      const achievement = { ...(subject['achievement'] as JsonObject), [member]: value }
      const document: JsonObject =
        member === 'inLanguage'
          ? under(name, { ...plainBadge, credentialSubject: { ...subject, achievement } })
          : under(name, { ...plainBadge, [member]: value })
      expect(checkCredential(document, 'strict').map(({ code }) => code)).toEqual(['undefined_term'])
      expect(await isSafe(document)).toBe(false)
    }
  })

  it.each(OLDER)('a misnamed member is undefined in JSON-LD too, under %s', async (name) => {
    const document = under(name, completeBadge)
    const unsigned = name === 'context-3.0.3.json' ? document : without(document, LATER[name]!)
    expect(checkCredential(unsigned, 'strict')).toEqual([])
    expect(await isSafe(unsigned)).toBe(true)
    const apart: string[] = []
    for (const { document: candidate, operation, pointer } of mutants(unsigned)) {
      if (
        operation !== 'rename' ||
        /\/(endorsement|@context|termsOfUse|credentialS\w+|refreshService|proof)(\/|$)/.test(pointer)
      )
        continue
      const issues = checkCredential(candidate, 'strict')
      const told = issues.some(({ code }) =>
        ['undefined_term', 'misnamed', 'unknown_member', 'undefined_type'].includes(code),
      )
      if (told === (await isSafe(candidate))) apart.push(`${pointer}: ${issues.map(({ code }) => code)}`)
    }
    expect(apart).toEqual([])
  })
})
