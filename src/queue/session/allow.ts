/** Decides what a worker signs: badges of its own issuer that meet the conditions of `allow`. */
import { hash } from 'node:crypto'
import { type Mapping, parseMapping } from '../../bulk/mapping/mapping.js'
import type { Signer } from '../../ports.js'
import { ordered, planDigest, type RunDocument } from './run-document.js'

export interface Allowed {
  /** The digest of the plan, as the coordinator reports it. */
  readonly plan?: string
  /** The issuer's profile. */
  readonly issuer?: object
  readonly achievement?: object
  readonly mapping?: Mapping
}

export const ALLOWED: ReadonlySet<string> = new Set([
  'plan',
  'issuer',
  'achievement',
  'mapping',
] satisfies (keyof Allowed)[])

/** The reason against signing a run; `undefined` if there is none. */
export function foreignPart(run: RunDocument, signer: Signer, allow: Allowed): string | undefined {
  const { definition, verificationMethod } = run
  const controller = signer.controller ?? signer.verificationMethod.split('#', 1)[0]!
  if (verificationMethod !== signer.verificationMethod) return 'it has another key'
  if (definition.issuer['id'] !== controller) return 'its issuer does not control the key'
  if (allow.plan !== undefined && allow.plan !== planDigest(run)) return 'its plan is not allowed'
  if (allow.issuer !== undefined && !isSame(allow.issuer, definition.issuer))
    return 'the profile of its issuer is not allowed'
  if (allow.achievement !== undefined && !isSame(allow.achievement, definition.achievement))
    return 'its achievement is not allowed'
  if (allow.mapping !== undefined && !isSame(parseMapping(allow.mapping), definition.mapping))
    return 'its mapping is not allowed'
  return undefined
}

function isSame(left: object, right: object): boolean {
  return digest(left) === digest(right)
}

function digest(value: object): string {
  // Through JSON, which drops members that are undefined.
  return hash('sha256', JSON.stringify(ordered(JSON.parse(JSON.stringify(value)))))
}
