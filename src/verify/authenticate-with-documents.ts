/** Checks the first three rows, and applies what may change them: JSON Schemas, pinned documents, the refresh service. */
import { isOpenBadgeError } from '../errors.js'
import { lazy } from '../lazy.js'
import { type Authentication, authenticate, isAccepted } from './authenticate.js'
import type { DetectedCredential } from './input/detected.js'
import { type SecuredDocument, unknown } from './verification/secured-document.js'
import type { Verification } from './verification/verification.js'

const newer = /* @__PURE__ */ lazy('the refresh service', () => import('./refresh-service.js'))
const schemas = /* @__PURE__ */ lazy(
  'the rules of a credential',
  () => import('./credential-schema/credential-schema.js'),
)

const resources = /* @__PURE__ */ lazy(
  'the digests of related resources',
  () => import('./related-resources/related-resources.js'),
)

/** Authenticates the detected credential, or the newer version that its refresh service sent. */
export async function authenticateWithDocuments(
  found: DetectedCredential,
  role: SecuredDocument['role'],
  verification: Verification,
  depth = 0,
): Promise<Authentication> {
  const authentication = await authenticate(found, role, verification, depth)
  if (!isAccepted(authentication)) return authentication
  // Most credentials need nothing more, and each await takes a microtask.
  const { document } = authentication.secured
  if (!('refreshService' in document || 'credentialSchema' in document || 'relatedResource' in document))
    return authentication
  try {
    return await applyNamedDocuments(authentication, verification)
  } catch (error) {
    if (!isOpenBadgeError(error, 'part_unavailable')) throw error
    const { secured: entity, findings } = authentication
    return { secured: entity, findings: { ...findings, structure: unknown('part_unavailable') } }
  }
}

/** Applies the JSON Schemas, the pinned documents and the refresh service of an accepted credential. */
export async function applyNamedDocuments(
  accepted: Authentication,
  verification: Verification,
): Promise<Authentication> {
  let authentication = accepted
  const { role, kind, depth, document } = authentication.secured
  // A presentation has no newer version. Its content is read from the presentation itself, so that must be well formed.
  const alone = role === 'document' && depth === 0 && kind !== 'presentation'
  if (alone && verification.settings.refresh && 'refreshService' in document) {
    authentication = await (await newer()).askRefreshService(authentication, verification)
  }
  const { secured: entity, findings } = authentication
  let { structure } = findings
  if ('credentialSchema' in entity.document) {
    const { checkCredentialSchemas } = await schemas()
    structure = (await checkCredentialSchemas(entity, verification)) ?? structure
  }
  if ('relatedResource' in entity.document && structure.outcome === 'pass') {
    const { checkRelatedResources } = await resources()
    structure = (await checkRelatedResources(entity, verification)) ?? structure
  }
  return structure === findings.structure
    ? authentication
    : { secured: entity, findings: { ...findings, structure } }
}
