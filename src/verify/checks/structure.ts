/** Row 1: is it well formed? Data model rules, the Open Badges schema, and the rules between members. */
import type { JsonObject } from '../../encoding/json.js'
import { checkCredential } from '../../schema/validate.js'
import { type Check, type Entity, type Finding, fail, pass } from '../entity.js'
import { checkClr } from '../rules/clr.js'
import { Findings, type Finding as RuleFinding } from '../rules/finding.js'
import { checkPresentation, isVersion1 } from '../rules/presentation.js'
import { checkVcdm1 } from '../rules/vcdm-1.js'
import { checkVcdm2 } from '../rules/vcdm-2.js'

/** More findings than this help nobody. */
const REPORTED = 50

export const structure: Check = {
  id: 'structure',
  run: (entity, { settings }) => {
    const found = findings(entity, settings.form)
    if (found.length === 0) return pass('well_formed')
    for (const finding of found) {
      if (finding.severity === 'warning') remark(entity, finding)
    }
    return verdict(found.filter(({ severity }) => severity === 'error'))
  },
}

function findings(entity: Entity, form: 'strict' | 'compact'): readonly RuleFinding[] {
  const { document, kind } = entity
  const collected = new Findings()
  if (kind === 'presentation') checkPresentation(document, collected)
  else if (isVersion1(document)) checkVcdm1(document, collected)
  else checkVcdm2(document, collected)
  if (kind === 'clr') checkClr(document, collected)
  if (kind !== 'open-badge' && kind !== 'endorsement') return collected.all
  const known = new Set(collected.all.map(({ pointer }) => pointer))
  const schema = checkCredential(document, form) as readonly RuleFinding[]
  return known.size === 0
    ? schema
    : [...collected.all, ...schema.filter(({ pointer }) => !known.has(pointer))]
}

function remark(entity: Entity, finding: RuleFinding): void {
  if (entity.remarks.length >= REPORTED) return
  const code = finding.code === 'no_recipient' ? 'subject_unidentified' : 'nonconforming'
  entity.remarks.push({ code, pointer: finding.pointer, details: plain(finding) })
}

function verdict(errors: readonly RuleFinding[]): Finding {
  const first = errors[0]
  if (first === undefined) return pass('well_formed')
  return {
    ...fail('structure_invalid', { issues: errors.slice(0, REPORTED).map(plain), count: errors.length }),
    pointer: first.pointer,
  }
}

/** An issue as JSON, without the value found: reports carry no content (SEC-16). */
function plain({ pointer, code, message, expected, hint }: RuleFinding): JsonObject {
  return {
    pointer,
    code,
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
  }
}
