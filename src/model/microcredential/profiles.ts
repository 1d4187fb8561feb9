/** The elements that frameworks require of a microcredential: one table for each framework, one row for each element. */
import {
  assessment,
  awardingBody,
  country,
  dateOfIssue,
  type ElementCheck,
  grade,
  hoursFrom,
  learner,
  learningOutcomes,
  level,
  member,
  qualityAssurance,
  smallerThanAward,
  title,
  titleWithout,
  workload,
  workloadUpTo,
} from './elements.js'

/** `eu`: Council Recommendation 2022/C 243/02. `nz`: Listing Rules 2022. `au`: National Framework 2021. */
export type MicrocredentialProfile = 'eu' | 'nz' | 'au'

/** `conditional`: required only if it applies, such as a level. */
export type Requirement = 'mandatory' | 'conditional' | 'optional'

export interface ElementRule {
  readonly element: string
  readonly requirement: Requirement
  readonly check: ElementCheck
  /** What to write if the element is not present. */
  readonly hint: string
}

const rule = (requirement: Requirement, element: string, check: ElementCheck, hint: string): ElementRule => ({
  element,
  requirement,
  check,
  hint,
})

const EXTENSION = 'with microcredentialExtension'

export const MICROCREDENTIAL_PROFILES = /* @__PURE__ */ profiles()

/** A function, so that bundlers can omit it if it is not used. */
function profiles(): Readonly<Record<MicrocredentialProfile, readonly ElementRule[]>> {
  return {
    eu: [
      rule('mandatory', 'learner', learner, 'name the recipient by id, e-mail address or identifier'),
      rule('mandatory', 'title', title, 'give the achievement a name'),
      rule(
        'mandatory',
        'country',
        country,
        'give the issuer an address with addressCountryCode, two letters',
      ),
      rule('mandatory', 'awardingBody', awardingBody, 'give the issuer a name'),
      rule('mandatory', 'dateOfIssue', dateOfIssue, 'write awardedDate'),
      rule(
        'mandatory',
        'learningOutcomes',
        learningOutcomes,
        'write the outcomes into criteria.narrative, or align the achievement to skills',
      ),
      rule(
        'mandatory',
        'workload',
        workload,
        `write ectsCredits or workloadHours ${EXTENSION}, because credits of Open Badges have no unit`,
      ),
      rule(
        'conditional',
        'level',
        level(/^ext:EQF$/, 8),
        `write eqfLevel ${EXTENSION}, or an alignment of targetType ext:EQF with targetCode 1 to 8`,
      ),
      rule('mandatory', 'assessment', assessment, `write assessmentType ${EXTENSION}`),
      rule(
        'mandatory',
        'participation',
        member('participation', 'participationType'),
        `write participation ${EXTENSION}: online, onsite or blended`,
      ),
      rule(
        'mandatory',
        'qualityAssurance',
        qualityAssurance,
        `write qualityAssurance ${EXTENSION}, an alignment of targetType ext:QualityAssurance, or add an endorsement`,
      ),
      rule(
        'optional',
        'prerequisites',
        member('prerequisites'),
        `write prerequisites ${EXTENSION}: what learners need to enrol`,
      ),
      rule(
        'optional',
        'supervision',
        member('supervision', 'supervisionType'),
        `write supervision ${EXTENSION}: how the assessment was supervised and the identity checked`,
      ),
      rule('optional', 'grade', grade, 'add a result with its resultDescription'),
      rule(
        'optional',
        'stackability',
        member('stackability'),
        `write stackability ${EXTENSION}: stand-alone, or which credential it counts towards`,
      ),
      rule('optional', 'furtherInformation', member('description'), 'describe the achievement'),
    ],
    nz: [
      rule(
        'mandatory',
        'title',
        titleWithout(
          /\b(?:degrees?|diplomas?|bachelors?|masters?|doctors?|doctorate|undergraduate|postgraduate|national|new zealand)\b/i,
        ),
        'choose a title without words for qualifications, such as degree, diploma or national',
      ),
      rule('mandatory', 'learningOutcomes', learningOutcomes, 'write the outcomes into criteria.narrative'),
      rule(
        'mandatory',
        'workload',
        workloadUpTo(400, 40),
        `write workloadHours ${EXTENSION}, at most 400, or at most 40 credits of ten hours each`,
      ),
      rule(
        'mandatory',
        'level',
        level(/^ext:NZQC?F$/, 10),
        'write an alignment of targetType ext:NZQCF with targetCode 1 to 10',
      ),
      rule('mandatory', 'awardingBody', awardingBody, 'give the issuer a name'),
      rule('mandatory', 'assessment', assessment, `write assessmentType ${EXTENSION}`),
    ],
    au: [
      rule('mandatory', 'title', title, 'give the achievement a name'),
      rule('mandatory', 'learningOutcomes', learningOutcomes, 'write the outcomes into criteria.narrative'),
      rule('mandatory', 'assessment', assessment, `write assessmentType ${EXTENSION}`),
      rule('mandatory', 'workload', hoursFrom(1), `write workloadHours ${EXTENSION}, at least one`),
      rule(
        'mandatory',
        'smallerThanAward',
        smallerThanAward,
        'write achievementType MicroCredential, Certificate or another type that is not a degree or diploma',
      ),
      rule('mandatory', 'awardingBody', awardingBody, 'give the issuer a name'),
    ],
  }
}
