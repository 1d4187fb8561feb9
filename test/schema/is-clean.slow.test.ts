import { it } from 'vitest'
import { completeBadge } from './fixtures.js'
import { compareAnswers } from './quick-answers.js'

it.each(['compact', 'strict'] as const)(
  'isClean in the %s form agrees with the whole check on a badge with every member and its mutants',
  (form) => {
    compareAnswers(completeBadge, form)
  },
)
