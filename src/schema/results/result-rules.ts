/** Results against the descriptions that they point to (Open Badges 3.0, Data Model). */
import { isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import { type IssueList, quote } from '../issues/issue-list.js'
import { type Described, passMark, resultNumber } from './pass-mark.js'
import { plainForm } from './plain-form.js'
import { RESULT_SHAPES, type SignedOrder, scaleOf } from './result-scale.js'

/** @param subject pointer of the subject; its achievement has the descriptions */
export function resultRules(
  results: Json | undefined,
  descriptions: Json | undefined,
  subject: string,
  order: SignedOrder,
  findings: IssueList,
): void {
  const place = `${subject}/achievement/resultDescription`
  // A fault in a description would give each of its results an issue. The issue about the description is enough.
  if (
    findings.issues.some(
      ({ pointer }) => pointer.startsWith(place) || pointer.startsWith(`${subject}/result`),
    )
  ) {
    passMarks(results, descriptions, subject, order, findings)
    return
  }
  const known = new Map<string, Described>()
  const before = findings.issues.length
  each(descriptions, place, (description, at) => descriptionRules(description, at, known, findings, order))
  if (findings.issues.length > before) return
  const anywhere = new Set([...known.values()].flatMap(({ scale }) => [...scale.byId.keys()]))
  each(results, `${subject}/result`, (result, at) => oneResult(result, at, known, anywhere, findings))
}

/** Of results or descriptions with faults, such as a text in a list, only whether a result is below its pass mark. */
function passMarks(
  results: Json | undefined,
  descriptions: Json | undefined,
  subject: string,
  order: SignedOrder,
  findings: IssueList,
): void {
  const known = new Map<Json | undefined, Described | undefined>()
  each(descriptions, '', (description) => {
    const plain = plainForm(description, RESULT_SHAPES.resultDescription, () => undefined)
    const { id } = plain
    known.set(id, known.has(id) ? undefined : describeResult(plain, order))
  })
  each(results, `${subject}/result`, (result, at) => {
    const plain = plainForm(result, RESULT_SHAPES.result, () => undefined)
    const link = plain['resultDescription']
    const described = typeof link === 'string' ? known.get(link) : undefined
    if (described !== undefined) passMark(described, plain, at, findings)
  })
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

/** Types of results that are always numbers (Open Badges 3.0, ResultType). */
const NUMBERS: readonly (Json | undefined)[] = ['GradePointAverage', 'Percent', 'RawScore']

function describeResult(description: JsonObject, order: SignedOrder): Described {
  const { resultType, valueMin, valueMax, requiredValue } = description
  const numbers = [valueMin, valueMax, requiredValue].map(resultNumber)
  const scale = scaleOf(description, order)
  return {
    resultType,
    scale,
    minimum: numbers[0],
    maximum: numbers[1],
    ofNumbers:
      scale.allowed.size === 0 &&
      (NUMBERS.includes(resultType) || numbers.some((each) => each !== undefined)),
    requiredValue,
    requiredLevel: description['requiredLevel'],
  }
}

function descriptionRules(
  description: JsonObject,
  at: string,
  known: Map<string, Described>,
  findings: IssueList,
  order: SignedOrder = { levels: true, values: true },
): void {
  if (findings.full) return
  const described = describeResult(description, order)
  const { minimum, maximum } = described
  const levels = described.scale.byId
  const id = description['id']
  if (typeof id === 'string') {
    if (known.has(id)) {
      findings.add('duplicate_id', `${at}/id`, 'two result descriptions have the same id', {
        expected: 'different ids',
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
  if (described.ofNumbers)
    for (const name of ['valueMin', 'valueMax'])
      numberRule(description[name], `${at}/${name}`, name, findings)
  valueRules(described, description['requiredValue'], `${at}/requiredValue`, 'requiredValue', findings)
}

function oneResult(
  result: JsonObject,
  at: string,
  known: ReadonlyMap<string, Described>,
  anywhere: ReadonlySet<string>,
  findings: IssueList,
): void {
  if (findings.full) return
  const link = result['resultDescription']
  const described = typeof link === 'string' ? known.get(link) : undefined
  if (typeof link === 'string' && described === undefined) {
    findings.add(
      'dangling_result',
      `${at}/resultDescription`,
      'the result points to a description that the achievement does not have',
      {
        expected: 'the id of an item of achievement.resultDescription',
        found: quote(link),
        hint:
          known.size === 0
            ? 'add the description to the achievement, or leave the link out'
            : `write the id of a description of this achievement, such as ${quote(known.keys().next().value!)}`,
      },
    )
    return
  }
  const level = result['achievedLevel']
  const levels = described?.scale.byId ?? anywhere
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

/** A value must be in `allowedValue`, or if there is none, a number from `valueMin` to `valueMax`. */
function valueRules(
  { scale: { allowed }, minimum, maximum, ofNumbers }: Described,
  value: Json | undefined,
  at: string,
  name: string,
  findings: IssueList,
): void {
  if (typeof value !== 'string') return
  if (allowed.size > 0) {
    // The words list allowed values, of which there may be thousands.
    if (!allowed.has(value) && findings.takes('value_not_allowed')) {
      findings.add('value_not_allowed', at, `"${name}" is not among the allowed values`, {
        expected: [...allowed.keys()].slice(0, 20).join(', '),
        found: 'another value',
        hint: 'write an item of allowedValue, with the same spelling',
      })
    }
    return
  }
  const amount = resultNumber(value)
  if (amount === undefined) {
    if (ofNumbers) numberRule(value, at, name, findings)
  } else if ((minimum !== undefined && amount < minimum) || (maximum !== undefined && amount > maximum)) {
    findings.add('value_out_of_range', at, `"${name}" is outside the range from valueMin to valueMax`, {
      expected: `${minimum ?? 'any'} to ${maximum ?? 'any'}`,
      found: String(amount),
      hint: 'correct the value, or the range in valueMin and valueMax',
    })
  }
}

/** Numbers of a scale that are not written as such, such as `13,5`, are compared by nobody. */
function numberRule(value: Json | undefined, at: string, name: string, findings: IssueList): void {
  if (typeof value !== 'string' || resultNumber(value) !== undefined) return
  findings.add('result_not_number', at, `"${name}" is not a number, but its scale has numbers`, {
    expected: 'a number such as 87.5',
    found: quote(value),
    hint: 'write a number with a point, or list words and letters in allowedValue, without valueMin and valueMax',
  })
}

function each(value: Json | undefined, pointer: string, visit: (item: JsonObject, at: string) => void): void {
  for (const [item, at] of itemsOf(value, pointer)) if (isJsonObject(item)) visit(item, at)
}
