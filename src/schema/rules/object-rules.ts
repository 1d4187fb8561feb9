/** The rules between members for objects that stand alone, as the builders make them. */
import type { JsonObject } from '../../encoding/json.js'
import type { Frame } from '../contexts/context-scope.js'
import type { IssueList } from '../issues/issue-list.js'
import { descriptionsRules } from '../results/result-rules.js'
import { achievementRules, endorsementsOf, identityRules } from './credential-rules.js'
import { IssueReporter } from './issue-reporter.js'

/** The rules of an object that stands alone. */
export function objectRules(className: string, value: JsonObject, frame: Frame, findings: IssueList): void {
  const reporter = new IssueReporter(findings)
  if (className === 'Achievement') {
    achievementRules(value, frame, '', reporter)
    descriptionsRules(value['resultDescription'], '/resultDescription', findings)
  } else if (className === 'ResultDescription') descriptionsRules(value, '', findings)
  else if (className === 'IdentityObject') identityRules(value, '', reporter)
  else if (className === 'Profile') endorsementsOf(value, frame, '', reporter)
}
