/** Issues about a member that the class does not have: misspelt, from another standard, or undefined. */

import { OPEN_BADGES, VCDM_2 } from '../../documents/context-urls.js'
import type { Json } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import type { ClassTable } from '../classes/class-table.js'
import type { Frame } from '../contexts/context-scope.js'
import { isStandardTerm } from '../contexts/context-versions.js'
import { CLASSES } from '../generated/model.generated.js'
import { type IssueList, quote } from '../issues/issue-list.js'
import { advice, synonym } from './hints.js'

/** The contexts that are assumed for a part alone, or if the contexts are broken. */
const NEWEST: readonly Json[] = [VCDM_2, OPEN_BADGES]

/** The further classes among the types, which have members of their own, for example Profile on a subject. */
export function otherClasses(type: Json | undefined): readonly ClassTable[] {
  if (!Array.isArray(type)) return []
  const names = new Set(type as readonly Json[])
  return Object.values(CLASSES).filter((source) => !source.closed && !source.vcdm && names.has(source.name))
}

/** The graph of a VCDM 1.1 credential can be written with the context of 2.0. It must not become a 2.0 credential. */
const OLDER_DATES: ReadonlyMap<string, string> = new Map([
  ['issuanceDate', 'validFrom'],
  ['expirationDate', 'validUntil'],
])

/** The member that is probably meant. Comparing names takes long, so a document has a limited number of comparisons. */
function meantBy(source: ClassTable, name: string, findings: IssueList): string | undefined {
  const known = synonym(source.name, name)
  return known ?? (findings.mayGuess() ? nearest(name, Object.keys(source.properties)) : undefined)
}

/** Adds an issue. If the member is a required one under a wrong name, removes the required name from `missing`. */
export function explainUnknown(
  source: ClassTable,
  name: string,
  frame: Frame,
  at: string,
  missing: Set<string>,
  findings: IssueList,
): void {
  if (name === '__proto__') {
    findings.add('reserved_name', at, 'many programs drop a member named __proto__', {
      hint: 'remove it',
    })
    return
  }
  if (source.also.includes(name)) return
  const credential = Object.hasOwn(source.properties, '@context')
  const isKeyword = credential && name.startsWith('@')
  const isIgnored = source.foreign || (frame.open && !source.closed && !isKeyword)
  // In an open scope, only a required member can be meant.
  const meant = isIgnored && missing.size === 0 ? undefined : meantBy(source, name, findings)
  if (meant !== undefined && missing.delete(meant)) {
    findings.add('misnamed', at, `${quote(name)} should be ${quote(meant)}, which is required`, {
      expected: meant,
      found: name.slice(0, 40),
      hint: `write "${meant}"`,
    })
    return
  }
  if (source.foreign) return
  if (isKeyword) {
    findings.add('expanded_form', at, 'a credential must be in compact form, without JSON-LD keywords', {
      expected: meant,
      found: name.slice(0, 40),
      hint: meant === undefined ? 'write terms of the contexts' : `write "${meant}"`,
    })
    return
  }
  const newer = OLDER_DATES.get(name)
  if (credential && newer !== undefined && Object.hasOwn(source.properties, newer)) {
    findings.add('misnamed', at, `${quote(name)} is a term of VCDM 1.1; version 2.0 has ${quote(newer)}`, {
      expected: newer,
      found: name,
      hint: `write only "${newer}"`,
    })
    return
  }
  const found = name.slice(0, 40)
  const hint = advice(source.name, name)
  if (source.closed) {
    findings.add(
      'unknown_member',
      at,
      `${quote(name)} is not a member of ${source.name}, which allows no other members`,
      {
        expected: Object.keys(source.properties).join(', '),
        found,
        hint: hint ?? (meant === undefined ? 'leave it out' : `write "${meant}"`),
      },
    )
    return
  }
  if (frame.open) return
  if (source.vcdm) {
    findings.add('undefined_term', at, `no context here defines ${quote(name)}`, {
      found,
      hint:
        hint ?? (meant === undefined ? 'add the context that defines it to "@context"' : `write "${meant}"`),
    })
    return
  }
  const contexts = frame.contexts.length > 0 && frame.regular ? frame.contexts : NEWEST
  if (name.startsWith('@') || name === 'id' || name === 'type' || isStandardTerm(name, contexts)) {
    findings.add('foreign_term', at, `${quote(name)} is not an Open Badges member of ${source.name}`, {
      found,
      hint: hint ?? (meant === undefined ? 'leave it out, because readers ignore it' : `write "${meant}"`),
    })
    return
  }
  findings.add(
    'undefined_term',
    at,
    `${quote(name)} is not an Open Badges term of ${source.name}, and no context here defines it`,
    {
      found,
      hint:
        hint ??
        (meant === undefined ? 'leave it out, or add the context that defines it' : `write "${meant}"`),
    },
  )
}
