/** How well it was done: Result, what results can be, and their rubrics. Open Badges 3.0, data model. */
import { type ClassSource, is, one, oneOf, typeList } from './kinds.ts'

export const resultClasses: readonly ClassSource[] = [
  {
    name: 'ResultDescription',
    description: 'One result that an achievement can have: a grade, a score, a rubric, a status.',
    types: [['ResultDescription']],
    properties: {
      id: is('uri', '1', 'Id of the description, to which results point.'),
      type: typeList('ResultDescription'),
      name: is('text', '1', 'Title, for example Final grade.'),
      resultType: oneOf('ResultType', '1', 'The kind of result.'),
      allowedValue: is('text', '0..*', 'Every value that a result may take, from worst to best.'),
      requiredValue: is('text', '0..1', 'The least value that earns the achievement.'),
      requiredLevel: is('uri', '0..1', 'The `id` of the rubric level that earns the achievement.'),
      rubricCriterionLevel: one('RubricCriterionLevel', '0..*', 'The levels of the rubric, in order.'),
      valueMax: is('text', '0..1', 'The greatest value that a result may have.'),
      valueMin: is('text', '0..1', 'The least value that a result may have.'),
      alignment: one('Alignment', '0..*', 'Framework items that this result is about.'),
    },
  },
  {
    name: 'RubricCriterionLevel',
    description: 'One level of a rubric.',
    types: [['RubricCriterionLevel']],
    properties: {
      id: is('uri', '1', 'Id of the level, to which results point.'),
      type: typeList('RubricCriterionLevel'),
      name: is('text', '1', 'Title of the level, for example Mastered.'),
      description: is('text', '0..1', 'Description of work at this level.'),
      level: is('text', '0..1', 'The level as the rubric counts it.'),
      points: is('text', '0..1', 'Points that the level is worth.'),
      alignment: one('Alignment', '0..*', 'Framework items that belong to this level.'),
    },
  },
  {
    name: 'Result',
    description: 'A result that the learner reached.',
    types: [['Result']],
    also: ['id'],
    properties: {
      type: typeList('Result'),
      resultDescription: is('uri', '0..1', 'The `id` of the ResultDescription that this result belongs to.'),
      value: is('text', '0..1', 'The value reached, as text.'),
      status: oneOf(
        'ResultStatusType',
        '0..1',
        'The progress of the learner; required for results of type Status.',
      ),
      achievedLevel: is('uri', '0..1', 'The `id` of the rubric level that was reached.'),
      alignment: one('Alignment', '0..*', 'Framework items that this result shows.'),
    },
  },
]
