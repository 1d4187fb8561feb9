/** The first three rows, with all that may still change them: what a credential must show before its word counts. */
import { isOpenBadgeError } from '../errors.js'
import { part } from '../part.js'
import { type Admission, admit, isAdmitted } from './authenticate.js'
import type { Found } from './input/detect-input.js'
import { type Entity, unknown } from './verification/secured-document.js'
import type { Scope } from './verification/verification.js'

const newer = /* @__PURE__ */ part('the refresh service', () => import('./refresh-service.js'))
const schemas = /* @__PURE__ */ part(
  'the rules of a credential',
  () => import('./credential-schema/credential-schema.js'),
)

/** Of what was found, or of what its refresh service sent in its place. */
export async function establish(
  found: Found,
  role: Entity['role'],
  scope: Scope,
  depth = 0,
): Promise<Admission> {
  const admission = await admit(found, role, scope, depth)
  if (!isAdmitted(admission)) return admission
  try {
    return await complete(admission, scope)
  } catch (error) {
    if (!isOpenBadgeError(error, 'part_unavailable')) throw error
    const { entity, findings } = admission
    return { entity, findings: { ...findings, structure: unknown('part_unavailable') } }
  }
}

async function complete(admitted: Admission, scope: Scope): Promise<Admission> {
  let admission = admitted
  const { role, kind, depth, document } = admission.entity
  // Of a presentation there is no newer version; and what it holds is read there, so that is what must be in order.
  const alone = role === 'document' && depth === 0 && kind !== 'presentation'
  if (alone && scope.settings.refresh && 'refreshService' in document) {
    admission = await (await newer()).refreshed(admission, scope)
  }
  const { entity, findings } = admission
  if (!('credentialSchema' in entity.document)) return admission
  const { checkExtensionSchemas } = await schemas()
  const structure = (await checkExtensionSchemas(entity, scope)) ?? findings.structure
  return { entity, findings: { ...findings, structure } }
}
