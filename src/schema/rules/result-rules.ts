/** Results against the descriptions that they point to (Open Badges 3.0, Data Model). */
import { isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import type { IssueList } from '../issues/issue-list.js'

/** @param subject pointer of the subject; its achievement has the descriptions */
export function resultRules(
  results: Json | undefined,
  descriptions: Json | undefined,
  subject: string,
  findings: IssueList,
): void {
  const place = `${subject}/achievement/resultDescription`
  // A fault in a description would give each of its results an issue. The issue about the description is enough.
  if (
    findings.issues.some(
      ({ pointer }) => pointer.startsWith(place) || pointer.startsWith(`${subject}/result`),
    )
  )
    return
  const known = new Map<string, Described>()
  const before = findings.issues.length
  each(descriptions, place, (description, at) => descriptionRules(description, at, known, findings))
  if (findings.issues.length > before) return
  const anywhere = new Set([...known.values()].flatMap(({ levels }) => [...levels]))
  each(results, `${subject}/result`, (result, at) => oneResult(result, at, known, anywhere, findings))
}

/** The rules of the descriptions alone, for an achievement that stands alone. */
export function descriptionsRules(
  descriptions: Json | undefined,
  pointer: string,
  findings: IssueList,
): void {
  if (findings.issues.some((issue) => issue.pointer.startsWith(pointer))) return
  const known = new Map<string, Described>()
  each(descriptions, pointer, (description, at) => descriptionRules(description, at, known, findings))
}

/** A description, read once, however many results point to it. */
interface Described {
  readonly resultType: Json | undefined
  readonly levels: ReadonlySet<string>
  readonly allowed: ReadonlySet<Json>
  readonly minimum: number | undefined
  readonly maximum: number | undefined
  /** The pass mark: a value, or the id of a level. */
  readonly requiredValue: Json | undefined
  readonly requiredLevel: Json | undefined
}

function describeResult(description: JsonObject): Described {
  const levels = new Set<string>()
  each(description['rubricCriterionLevel'], '', (level) => {
    if (typeof level['id'] === 'string') levels.add(level['id'])
  })
  const given = description['allowedValue']
  return {
    resultType: description['resultType'],
    levels,
    allowed: new Set(Array.isArray(given) ? (given as readonly Json[]) : given === undefined ? [] : [given]),
    minimum: resultNumber(description['valueMin']),
    maximum: resultNumber(description['valueMax']),
    requiredValue: description['requiredValue'],
    requiredLevel: description['requiredLevel'],
  }
}

function descriptionRules(
  description: JsonObject,
  at: string,
  known: Map<string, Described>,
  findings: IssueList,
): void {
  const described = describeResult(description)
  const { levels, minimum, maximum } = described
  const id = description['id']
  if (typeof id === 'string') {
    if (known.has(id)) {
      findings.add('duplicate_id', `${at}/id`, 'two result descriptions have the same id', {
        expected: 'a different id for each description',
        found: 'the id of an earlier description',
        hint: 'give each description its own id',
      })
    } else known.set(id, described)
  }
  const required = description['requiredLevel']
  if (typeof required === 'string' && !levels.has(required)) {
    findings.add(
      'dangling_level',
      `${at}/requiredLevel`,
      '"requiredLevel" is not the id of a level of this description',
      {
        expected: 'the id of an item of rubricCriterionLevel',
        found: 'another id',
        hint:
          levels.size === 0
            ? 'add rubricCriterionLevel, or leave requiredLevel out'
            : 'write the id of a level',
      },
    )
  }
  if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
    findings.add('value_out_of_range', `${at}/valueMin`, '"valueMin" is greater than "valueMax"', {
      expected: `at most ${maximum}`,
      found: String(minimum),
      hint: 'exchange the two values',
    })
    return
  }
  valueRules(described, description['requiredValue'], `${at}/requiredValue`, 'requiredValue', findings)
}

function oneResult(
  result: JsonObject,
  at: string,
  known: ReadonlyMap<string, Described>,
  anywhere: ReadonlySet<string>,
  findings: IssueList,
): void {
  const link = result['resultDescription']
  const described = typeof link === 'string' ? known.get(link) : undefined
  if (typeof link === 'string' && described === undefined) {
    findings.add(
      'dangling_result',
      `${at}/resultDescription`,
      'the result points to a description that the achievement does not have',
      {
        expected: 'the id of an item of achievement.resultDescription',
        found: 'another id',
        hint:
          known.size === 0
            ? 'add the description to the achievement, or leave the link out'
            : 'write the id of a description of this achievement',
      },
    )
    return
  }
  const level = result['achievedLevel']
  const levels = described?.levels ?? anywhere
  if (typeof level === 'string' && !levels.has(level) && anywhere.has(level)) {
    findings.add(
      'level_elsewhere',
      `${at}/achievedLevel`,
      '"achievedLevel" is not a level of the description in "resultDescription"',
      {
        expected: 'a level of the linked description',
        found: 'a level of another description',
        hint: 'link the result to the description that has the level',
      },
    )
  } else if (typeof level === 'string' && !levels.has(level)) {
    findings.add(
      'dangling_level',
      `${at}/achievedLevel`,
      '"achievedLevel" is not the id of a level of the rubric',
      {
        expected: 'the id of an item of rubricCriterionLevel',
        found: 'another id',
        hint:
          levels.size === 0
            ? 'add rubricCriterionLevel to the description, or leave achievedLevel out'
            : 'write the id of a level of the linked description',
      },
    )
  }
  if (described === undefined) return
  if (described.resultType === 'Status' && result['status'] === undefined) {
    findings.add('status_missing', `${at}/status`, 'a result of type Status needs a status', {
      expected: 'Completed, Enrolled, Failed, InProgress, OnHold, Provisional or Withdrew',
      found: 'nothing',
      hint: 'add "status": "Completed" or another listed value',
    })
  }
  valueRules(described, result['value'], `${at}/value`, 'value', findings)
  passMark(described, result, at, findings)
}

/** Allowed values and levels are in order, from worst to best (Open Badges 3.0, ResultDescription). */
function passMark(
  { allowed, levels, requiredValue, requiredLevel }: Described,
  { value, achievedLevel }: JsonObject,
  at: string,
  findings: IssueList,
): void {
  const rank = (one: Json | undefined, order: ReadonlySet<Json>): number | undefined => {
    const place = one === undefined ? -1 : [...order].indexOf(one)
    return place < 0 ? undefined : place
  }
  const amount = (one: Json | undefined): number | undefined =>
    allowed.size > 0 ? rank(one, allowed) : resultNumber(one)
  const byLevel = isBelow(rank(achievedLevel, levels), rank(requiredLevel, levels))
  if (!byLevel && !isBelow(amount(value), amount(requiredValue))) return
  const member = byLevel ? 'achievedLevel' : 'value'
  findings.add('below_pass_mark', `${at}/${member}`, 'the result is below what the achievement requires', {
    expected: `at least ${String(byLevel ? requiredLevel : requiredValue).slice(0, 80)}`,
    found: 'less',
    hint: byLevel
      ? 'correct the result, or order rubricCriterionLevel from the worst level to the best'
      : allowed.size > 0
        ? 'correct the result, or order allowedValue from the worst to the best (for German marks, 5.0 first)'
        : 'correct the result; if lower is better, write allowedValue from the worst to the best, and leave valueMin and valueMax out',
  })
}

const isBelow = (reached: number | undefined, wanted: number | undefined): boolean =>
  reached !== undefined && wanted !== undefined && reached < wanted

/** A value must be in `allowedValue`, or if there is none, from `valueMin` to `valueMax`. */
function valueRules(
  { allowed, minimum, maximum }: Described,
  value: Json | undefined,
  at: string,
  name: string,
  findings: IssueList,
): void {
  if (typeof value !== 'string') return
  if (allowed.size > 0) {
    if (!allowed.has(value)) {
      findings.add('value_not_allowed', at, `"${name}" is not among the allowed values`, {
        expected: [...allowed].slice(0, 20).join(', '),
        found: 'another value',
        hint: 'write an item of allowedValue, with the same spelling',
      })
    }
    return
  }
  const amount = resultNumber(value)
  if (amount === undefined) return
  if ((minimum !== undefined && amount < minimum) || (maximum !== undefined && amount > maximum)) {
    findings.add('value_out_of_range', at, `"${name}" is outside the range from valueMin to valueMax`, {
      expected: `${minimum ?? 'any'} to ${maximum ?? 'any'}`,
      found: String(amount),
      hint: 'correct the value, or the range in valueMin and valueMax',
    })
  }
}

/** Values are texts in the model; only plain decimal numbers, with or without a percent sign, are compared. */
export function resultNumber(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(\.\d+)?\s*%?\s*$/.test(value)) return undefined
  return Number.parseFloat(value)
}

function each(value: Json | undefined, pointer: string, visit: (item: JsonObject, at: string) => void): void {
  for (const [item, at] of itemsOf(value, pointer)) if (isJsonObject(item)) visit(item, at)
}
