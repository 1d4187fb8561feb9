/** How fast credentials are checked, beside the published schemas compiled by ajv in the same run. */
import { existsSync, readFileSync } from 'node:fs'
import type { JsonObject } from '../../src/encoding/json.js'
import { checkCredential, validate } from '../../src/schema/validate.js'
import { completeBadge, plainBadge } from '../schema/fixtures.js'
import { own, published } from '../schema/published.js'
import { hasVectors, vectors } from '../vectors.js'
import { compare, row } from './ratio.js'

const TYPICAL = `${vectors}/ob3/samples/ob30/simple-did-key-method.json`

/** The same badge with single values where the compact form allows them. */
function compactForm(badge: JsonObject): JsonObject {
  const squeeze = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => squeeze(item))
      return items.length === 1 && name !== '@context' ? items[0] : items
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, squeeze(item, key)]))
  }
  return squeeze(badge) as JsonObject
}

export async function bench(): Promise<void> {
  const sample = existsSync(TYPICAL) ? (JSON.parse(readFileSync(TYPICAL, 'utf8')) as JsonObject) : undefined
  const badges: readonly (readonly [string, JsonObject])[] = [
    ['typical badge', JSON.parse(JSON.stringify(plainBadge)) as JsonObject],
    ...(sample === undefined ? [] : [['official sample', sample] as const]),
    ['badge with every property', JSON.parse(JSON.stringify(completeBadge)) as JsonObject],
  ]
  for (const [name, badge] of badges) {
    const compact = compactForm(badge)
    const faulty: JsonObject = { ...badge, issuer: 7 }
    const rivals: Record<string, () => unknown> = {
      [`${name}: strict form`]: () => checkCredential(badge, 'strict'),
      [`${name}: compact form`]: () => checkCredential(compact, 'compact'),
      [`${name}: one fault, explained`]: () => checkCredential(faulty, 'strict'),
      [`${name}: validate(), with its own snapshot`]: () => validate(badge),
    }
    const ours = { strict: own('openbadge-credential'), compact: own('openbadge-credential.compact') }
    rivals[`${name}: our schema by ajv, strict`] = () => ours.strict.accepts(badge)
    rivals[`${name}: our schema by ajv, compact`] = () => ours.compact.accepts(compact)
    if (hasVectors) {
      const theirs = { strict: published.strictBadge(), compact: published.compactBadge() }
      rivals[`${name}: published schema by ajv, strict`] = () => theirs.strict.accepts(badge)
      rivals[`${name}: published schema by ajv, compact`] = () => theirs.compact.accepts(compact)
    }
    const timings = await compare(rivals)
    for (const [label, { microseconds, perSecond }] of Object.entries(timings)) {
      row(label, perSecond, '/s', `${microseconds.toFixed(2)} µs`)
    }
  }
  if (!hasVectors) console.log('published schemas: not present, not measured')
}
