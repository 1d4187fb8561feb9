/** Row 6: the credentials inside: endorsements at any depth, a presentation's or record's credentials (C6, VC2-23). */
import type { Json, JsonObject } from '../../encoding/json.js'
import { part } from '../../part.js'
import { type Check, type Entity, type Finding, fail, skipped, unknown } from '../entity.js'
import { recorded } from '../rules/clr.js'
import { presented } from '../rules/presentation.js'
import type { Scope } from '../scope.js'
import type { Place } from '../verify-embedded.js'

const inside = /* @__PURE__ */ part('credentials inside', () => import('../verify-embedded.js'))

export const endorsements: Check = {
  id: 'endorsements',
  run: (entity, scope) => {
    const { kind, document } = entity
    const held = kind === 'presentation' ? presented(document) : kind === 'clr' ? recorded(document) : []
    const places: Place[] = held.map((place) => ({ ...place, role: 'credential' }))
    const ids = new Set<string>()
    collect(document, '', places, ids)
    if (places.length > 0) return verifyEach(places, ids, entity, scope)
    if (kind !== 'presentation') return skipped('no_endorsements')
    // An empty one is no more than an answer to a challenge: without one, anybody could have made it.
    return scope.settings.challenge === undefined ? fail('no_credentials') : skipped('no_credentials')
  },
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

/** Finds endorsements without looking inside them, and the ids of everything else. */
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
      add(member, `${pointer}/${name}`, places)
    } else if (name !== 'verifiableCredential' && name !== 'proof' && typeof member === 'object') {
      collect(member, `${pointer}/${name}`, places, ids)
    }
  }
}

function add(value: Json, pointer: string, places: Place[]): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      places.push({ pointer: `${pointer}/${i}`, value: value[i] as Json, role: 'endorsement' })
    }
  } else places.push({ pointer, value, role: 'endorsement' })
}
