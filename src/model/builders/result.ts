/** Builders of results: result descriptions, rubric levels and results. */
import type {
  Result,
  ResultDescription,
  RubricCriterionLevel,
} from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type {
  ResultDescriptionInput,
  ResultInput,
  RubricCriterionLevelInput,
} from '../assembly/inputs.generated.js'

/**
 * Describes one result that an achievement can have (Open Badges 3.0 §B.1).
 *
 * @param input - `id`, `name` and `resultType`; `allowedValue` and `rubricCriterionLevel` are ordered from low to high.
 * @returns The description, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const grades = resultDescription({
 *   id: 'urn:example:grade',
 *   name: 'Grade',
 *   resultType: 'LetterGrade',
 *   allowedValue: ['C', 'B', 'A'],
 * })
 */
export function resultDescription(input: ResultDescriptionInput): ResultDescription {
  return build('ResultDescription', input) as unknown as ResultDescription
}

/**
 * Describes one level of a rubric (`RubricCriterionLevel`, Open Badges 3.0 §B.1).
 *
 * @param input - `id`, `name`; optionally `description`, `level`, `points` and `alignment`.
 * @returns The level, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const mastered = rubricLevel({ id: 'urn:example:mastered', name: 'Mastered', level: '4' })
 */
export function rubricLevel(input: RubricCriterionLevelInput): RubricCriterionLevel {
  return build('RubricCriterionLevel', input) as unknown as RubricCriterionLevel
}

/**
 * Makes a result that a learner reached (Open Badges 3.0 §B.1).
 *
 * @param input - `value` or `achievedLevel`, `status`, and `resultDescription`: the id of the description in the achievement.
 * @returns The result, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const grade = result({ value: 'A', resultDescription: 'urn:example:grade' })
 */
export function result(input: ResultInput): Result {
  return build('Result', input) as unknown as Result
}
