/** Builders of results: what can be reached, the levels of a rubric, what was reached. */
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
 * One result that an achievement can have. `allowedValue` and `rubricCriterionLevel` are ordered.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function resultDescription(input: ResultDescriptionInput): ResultDescription {
  return build('ResultDescription', input) as unknown as ResultDescription
}

/**
 * One level of a rubric.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function rubricLevel(input: RubricCriterionLevelInput): RubricCriterionLevel {
  return build('RubricCriterionLevel', input) as unknown as RubricCriterionLevel
}

/**
 * A result that a learner reached; `resultDescription` is the `id` of the description in the achievement.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function result(input: ResultInput): Result {
  return build('Result', input) as unknown as Result
}
