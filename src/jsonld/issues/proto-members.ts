/**
 * Refuses members with the name `__proto__`. Other processors drop such members, so anybody could add them to a signed
 * document.
 */
import { type Json, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { unsafeIssue } from './issues.js'
import { unsafe } from './unsafe.js'

export const FORBIDDEN = '__proto__'

const HINT = 'give the member another name'

/** @throws OpenBadgeError `jsonld_unsafe` with one issue for each member with the name `__proto__` */
export function refuseForbidden(document: Json): void {
  if (hasForbidden(document)) throw unsafe(list(document, '', []))
}

/** Whether a member at any depth has the name `__proto__`. */
export function hasForbidden(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (hasForbidden(value[i]!)) return true
    return false
  }
  const object = value as Readonly<Record<string, Json>>
  for (const name in object) {
    if (name === FORBIDDEN) return true
    const member = object[name]!
    if (typeof member === 'object' && member !== null && hasForbidden(member)) return true
  }
  return false
}

function list(value: Json, pointer: string, issues: Issue[]): Issue[] {
  if (typeof value !== 'object' || value === null) return issues
  for (const [name, member] of Object.entries(value)) {
    const place = pointer + pointerToken(name)
    if (name === FORBIDDEN) issues.push(unsafeIssue('forbidden_member', place, name, HINT))
    else list(member as Json, place, issues)
  }
  return issues
}
