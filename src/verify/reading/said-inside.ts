/** What credentials inside a document, such as endorsements, say of the objects that the document describes itself. */
import type { JsonObject } from '../../encoding/json.js'
import { isInCredential, type NodeMention } from '../../jsonld/safe-mode/check-shared-ids.js'
import { credentialKind } from '../../model/reading/credential-kind.js'
import type { Path } from './places.js'
import type { Spend } from './same-value.js'

/** What decides whether a credential is in force. */
const DECISIVE: ReadonlySet<string> = new Set([
  'validFrom',
  'validUntil',
  'issuanceDate',
  'expirationDate',
  'credentialStatus',
])
const PARTY: ReadonlySet<unknown> = new Set(['issuer', 'creator'])

/**
 * What a credential inside says of an object outside, such as an endorser of the subject. In the graph the two are one node, so
 * a forger can copy it to the object outside, or take it away there. Only its issuer may say of itself what is said outside.
 * Of a record nothing is read but its parts.
 */
export function saidInside(
  document: JsonObject,
  node: readonly NodeMention[],
  spend: Spend,
): readonly Path[] {
  if (credentialKind(document) === 'clr') return []
  const inside = node.filter(({ path }) => isInCredential(document, path))
  const outside = node.filter(({ path }) => !isInCredential(document, path))
  spend(inside.length * outside.length)
  return outside.flatMap((outer) =>
    inside
      .filter(
        ({ graph, path }) =>
          graph === outer.graph && !(path.at(-1) === 'issuer' && PARTY.has(outer.path.at(-1))),
      )
      .flatMap(({ element }) =>
        Object.keys(element)
          .filter((name) => !SAID_ANYWHERE.has(name))
          .filter(
            (name) => Object.hasOwn(outer.element, name) || (outer.path.length === 0 && DECISIVE.has(name)),
          )
          .map((name) => [...outer.path, name]),
      ),
  )
}

const SAID_ANYWHERE: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  '@id',
  '@type',
  'endorsement',
  'endorsementJwt',
  'endorsementComment',
])
