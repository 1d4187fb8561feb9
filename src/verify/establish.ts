/** The first three rows, with all that may still change them: what a credential must show before its word counts. */
import { type Admission, admit, isAdmitted } from './admit.js'
import type { Entity } from './entity.js'
import { checkExtensionSchemas } from './extension-schemas.js'
import { refreshed } from './refresh.js'
import type { Scope } from './scope.js'
import type { Found } from './sniff.js'

/** Of what was found, or of what its refresh service sent in its place. */
export async function establish(
  found: Found,
  role: Entity['role'],
  scope: Scope,
  depth = 0,
): Promise<Admission> {
  let admission = await admit(found, role, scope, depth)
  if (!isAdmitted(admission)) return admission
  // Of a presentation there is no newer version.
  const alone = role === 'document' && admission.entity.kind !== 'presentation'
  if (alone && scope.settings.refresh && 'refreshService' in admission.entity.document) {
    admission = await refreshed(admission, scope)
  }
  const { entity, findings } = admission
  if (!('credentialSchema' in entity.document)) return admission
  const structure = (await checkExtensionSchemas(entity, scope)) ?? findings.structure
  return { entity, findings: { ...findings, structure } }
}
