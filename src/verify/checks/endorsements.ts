/** Row 6: the credentials inside: endorsements at any depth, a presentation's or record's credentials (Open Badges 3.0, Verification and Validation; VCDM 2.0 §4.13). */
import type { Awaitable } from '#platform'
import type { Json, JsonObject } from '../../encoding/json.js'
import { part } from '../../part.js'
import { andThen } from '../../platform/and-then.js'
import type { Settings } from '../options/options.js'
import {
  type Check,
  type Entity,
  type Finding,
  fail,
  skipped,
  unknown,
} from '../verification/secured-document.js'
import type { Scope } from '../verification/verification.js'
import type { Place } from './embedded-credentials.js'

const inside = /* @__PURE__ */ part('credentials inside', () => import('./embedded-credentials.js'))

export const endorsements: Check = {
  id: 'endorsements',
  run: (entity, scope) => {
    const { kind, document } = entity
    const found: Place[] = []
    const ids = new Set<string>()
    collect(document, '', found, ids)
    const held = found.filter(({ role }) => role === 'credential')
    if (kind === 'presentation' && held.length === 0 && !mayBeEmpty(scope.settings))
      return fail('no_credentials')
    if (found.length === 0) return skipped(kind === 'presentation' ? 'no_credentials' : 'no_endorsements')
    return verifyEach([...held, ...found.filter((place) => !held.includes(place))], ids, entity, scope)
  },
}

/** What stands in a presentation that is not proven: nobody vouches for the whole, and each part has its own verdict. */
export function heldApart(entity: Entity, scope: Scope): Awaitable<Finding> {
  const found: Place[] = []
  collect(entity.document, '', found, new Set())
  return judgeApart(
    found.filter(({ role }) => role === 'credential'),
    entity,
    scope,
  )
}

/** The same of what a list holds. */
export function judgeApart(places: readonly Place[], entity: Entity, scope: Scope): Awaitable<Finding> {
  if (places.length === 0) return skipped('not_reached')
  return andThen(verifyEach(places, new Set(), entity, scope), (finding) =>
    finding.outcome === 'pass' ? skipped('credentials_apart') : finding,
  )
}

/** One that holds nothing is no more than an answer to a challenge: without one, anybody could have made it. */
function mayBeEmpty({ challenge, kinds = [] }: Settings): boolean {
  return challenge !== undefined && kinds.every((kind) => kind === 'presentation')
}

function verifyEach(
  places: readonly Place[],
  ids: ReadonlySet<string>,
  entity: Entity,
  scope: Scope,
): Promise<Finding> {
  const room = inside()
  return room instanceof Promise
    ? room.then(
        (loaded) => loaded.verifyEach(places, ids, entity, scope),
        () => unknown('part_unavailable'),
      )
    : room.verifyEach(places, ids, entity, scope)
}

/**
 * Finds the credentials inside, wherever they stand and whatever the document calls itself, without looking into them;
 * and the ids of everything else.
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
