/** The first three rows, with all that may still change them: what a credential must show before its word counts. */
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

/** Of what was found, or of what its refresh service sent in its place. */
export async function resolveCredential(
  found: DetectedCredential,
  role: SecuredDocument['role'],
  verification: Verification,
  depth = 0,
): Promise<Authentication> {
  const authentication = await authenticate(found, role, verification, depth)
  if (!isAccepted(authentication)) return authentication
  // Nearly no credential asks for more, and each wait costs a turn.
  const { document } = authentication.secured
  if (!('refreshService' in document || 'credentialSchema' in document || 'relatedResource' in document))
    return authentication
  try {
    return await complete(authentication, verification)
  } catch (error) {
    if (!isOpenBadgeError(error, 'part_unavailable')) throw error
    const { secured: entity, findings } = authentication
    return { secured: entity, findings: { ...findings, structure: unknown('part_unavailable') } }
  }
}

async function complete(accepted: Authentication, verification: Verification): Promise<Authentication> {
  let authentication = accepted
  const { role, kind, depth, document } = authentication.secured
  // Of a presentation there is no newer version; and what it holds is read there, so that is what must be in order.
  const alone = role === 'document' && depth === 0 && kind !== 'presentation'
  if (alone && verification.settings.refresh && 'refreshService' in document) {
    authentication = await (await newer()).refreshed(authentication, verification)
  }
  const { secured: entity, findings } = authentication
  let { structure } = findings
  if ('credentialSchema' in entity.document) {
    const { checkCredentialSchemas: checkExtensionSchemas } = await schemas()
    structure = (await checkExtensionSchemas(entity, verification)) ?? structure
  }
  if ('relatedResource' in entity.document && structure.outcome === 'pass') {
    const { checkRelatedResources } = await resources()
    structure = (await checkRelatedResources(entity, verification)) ?? structure
  }
  return structure === findings.structure
    ? authentication
    : { secured: entity, findings: { ...findings, structure } }
}
