/**
 * Row 6: are the credentials in the document genuine? These are endorsements at any depth, and the credentials of a presentation
 * or record (Open Badges 3.0, Verification and Validation; VCDM 2.0 §4.13).
 */
import type { Awaitable } from '#platform'
import type { Json, JsonObject } from '../../encoding/json.js'
import { lazy } from '../../lazy.js'
import { andThen } from '../../platform/and-then.js'
import type { Settings } from '../options/options.js'
import {
  type Check,
  type Finding,
  fail,
  type SecuredDocument,
  skipped,
  unknown,
} from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'
import type { Place } from './embedded-credentials.js'

const inside = /* @__PURE__ */ lazy('credentials inside', () => import('./embedded-credentials.js'))

export const endorsements: Check = {
  run: (secured, verification) => {
    const { kind, document } = secured
    if (kind !== 'presentation' && !holdsAny(document)) return skipped('no_endorsements')
    const found: Place[] = []
    const ids = new Set<string>()
    collect(document, '', found, ids)
    const held = found.filter(({ role }) => role === 'credential')
    if (kind === 'presentation' && held.length === 0 && !mayBeEmpty(verification.settings))
      return fail('no_credentials')
    if (found.length === 0) return skipped(kind === 'presentation' ? 'no_credentials' : 'no_endorsements')
    const others = found.filter(({ role }) => role !== 'credential')
    return verifyEmbedded([...held, ...others], ids, secured, verification)
  },
}

/** Verifies the credentials of a presentation that nobody vouches for. Each credential has its own verdict. */
export function verifyHeldSeparately(
  secured: SecuredDocument,
  verification: Verification,
): Awaitable<Finding> {
  const found: Place[] = []
  collect(secured.document, '', found, new Set())
  return verifySeparately(
    found.filter(({ role }) => role === 'credential'),
    secured,
    verification,
  )
}

/** Does the same for the items of a list. */
export function verifySeparately(
  places: readonly Place[],
  secured: SecuredDocument,
  verification: Verification,
): Awaitable<Finding> {
  if (places.length === 0) return skipped('not_reached')
  return andThen(verifyEmbedded(places, new Set(), secured, verification), (finding) =>
    finding.outcome === 'pass' ? skipped('credentials_apart') : finding,
  )
}

/** An empty presentation is only an answer to a challenge. Without a challenge, anybody could have made it. */
function mayBeEmpty({ challenge, kinds = [] }: Settings): boolean {
  return challenge !== undefined && kinds.every((kind) => kind === 'presentation')
}

function verifyEmbedded(
  places: readonly Place[],
  ids: ReadonlySet<string>,
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding> {
  const room = inside()
  return room instanceof Promise
    ? room.then(
        (loaded) => loaded.verifyEmbedded(places, ids, secured, verification),
        () => unknown('part_unavailable'),
      )
    : room.verifyEmbedded(places, ids, secured, verification)
}

/** Whether a member of this name contains credentials. */
export function holdsCredentials(name: string): boolean {
  return name === 'endorsement' || name === 'endorsementJwt' || name === 'verifiableCredential'
}

/** A quick test, because most badges contain no other credentials. It is also true if such a member is an empty list. */
function holdsAny(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (holdsAny(value[i] as Json)) return true
    return false
  }
  for (const name in value as JsonObject) {
    if (holdsCredentials(name)) return true
    const member = (value as JsonObject)[name]!
    if (typeof member === 'object' && name !== 'proof' && name !== '@context' && holdsAny(member)) return true
  }
  return false
}

/**
 * Finds the credentials in a document, at each place and for each type of document, and the ids of everything else. It does
 * not search inside the credentials that it finds.
 */
function collect(value: Json, pointer: string, places: Place[], ids: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) collect(value[i] as Json, `${pointer}/${i}`, places, ids)
    return
  }
  const object = value as JsonObject
  for (const name in object) {
    const member = object[name]!
    if (name === 'id') {
      if (typeof member === 'string') ids.add(member)
    } else if (name === 'endorsement' || name === 'endorsementJwt') {
      add(member, `${pointer}/${name}`, 'endorsement', places)
    } else if (name === 'verifiableCredential') {
      add(member, `${pointer}/${name}`, 'credential', places)
    } else if (name !== 'proof' && name !== '@context' && typeof member === 'object') {
      collect(member, `${pointer}/${name}`, places, ids)
    }
  }
}

function add(value: Json, pointer: string, role: Place['role'], places: Place[]): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      places.push({ pointer: `${pointer}/${i}`, value: value[i] as Json, role })
    }
  } else places.push({ pointer, value, role })
}
