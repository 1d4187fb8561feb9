/** Finds the elements of a microcredential in a badge: one function for each element. */
import { isJsonObject, type Json } from '../../encoding/json.js'
import { ACHIEVEMENT, alignmentsOf, type Facts, firstOf, objectsOf, type Placed, SUBJECT } from './facts.js'

/**
 * `present`: the badge has the element. `unclear`: the badge has a value, but it does not answer the element. `missing`: there
 * is no value. `wrong`: the value breaks a rule of the framework.
 */
export type ElementOutcome = 'present' | 'unclear' | 'missing' | 'wrong'

export interface ElementResult {
  readonly outcome: ElementOutcome
  /** JSON Pointer to the element, or to where it belongs. */
  readonly pointer: string
}

export type ElementCheck = (facts: Facts) => ElementResult

const present = (pointer: string): ElementResult => ({ outcome: 'present', pointer })
const missing = (pointer: string): ElementResult => ({ outcome: 'missing', pointer })

/** Looks for a text or a number in one of these members of the achievement. */
export const member =
  (...names: readonly [string, ...string[]]): ElementCheck =>
  ({ achievement }) => {
    const found = firstOf(achievement, ACHIEVEMENT, names)
    return found === undefined ? missing(`${ACHIEVEMENT}/${names[0]}`) : present(found.pointer)
  }

export const learner: ElementCheck = ({ subject }) => {
  const found = firstOf(subject, SUBJECT, ['id', 'identifier'])
  return found === undefined ? missing(`${SUBJECT}/identifier`) : present(found.pointer)
}

export const title: ElementCheck = /* @__PURE__ */ member('name')

/** A title with words for larger qualifications is wrong. */
export const titleWithout =
  (words: RegExp): ElementCheck =>
  (facts) => {
    const found = title(facts)
    const { name } = facts.achievement
    return typeof name === 'string' && words.test(name) ? { ...found, outcome: 'wrong' } : found
  }

export const country: ElementCheck = ({ issuer }) => {
  const pointer = '/issuer/address/addressCountryCode'
  const address = issuer['address']
  const code = isJsonObject(address) ? address['addressCountryCode'] : undefined
  if (typeof code === 'string' && /^[A-Za-z]{2}$/.test(code)) return present(pointer)
  const named = isJsonObject(address) && firstOf(address, '/issuer/address', ['addressCountry'])
  return named ? { outcome: 'unclear', pointer: named.pointer } : missing(pointer)
}

export const awardingBody: ElementCheck = ({ issuer }) => {
  if (firstOf(issuer, '/issuer', ['name']) !== undefined) return present('/issuer/name')
  return { outcome: issuer['id'] === undefined ? 'missing' : 'unclear', pointer: '/issuer/name' }
}

export const dateOfIssue: ElementCheck = ({ badge }) => {
  const found = firstOf(badge, '', ['awardedDate', 'validFrom', 'issuanceDate'])
  return found === undefined ? missing('/awardedDate') : present(found.pointer)
}

/** Looks for an aligned skill, or criteria as text. An address of criteria is not enough, because the badge does not show them. */
export const learningOutcomes: ElementCheck = (facts) => {
  const [skill] = alignmentsOf(facts, (type) => !NO_SKILL.test(type))
  if (skill !== undefined) return present(skill.pointer)
  const pointer = `${ACHIEVEMENT}/criteria/narrative`
  const { criteria } = facts.achievement
  if (!isJsonObject(criteria)) return missing(pointer)
  if (firstOf(criteria, `${ACHIEVEMENT}/criteria`, ['narrative']) !== undefined) return present(pointer)
  return criteria['id'] === undefined ? missing(pointer) : { outcome: 'unclear', pointer }
}

/** Target types of alignments with levels, credentials or quality assurance, and not with skills. */
const NO_SKILL = /^(?:ceterms:Credential|ext:(?:EQF|QF|NQF|NZQ|AQF|QualityAssurance|ISCED))/

/** The extension's member, and those of Dutch badges. */
const HOURS = ['workloadHours', 'studyLoad', 'SBU'] as const
const ECTS = ['ectsCredits', 'ECTS'] as const

/** Looks for hours, or credits with their unit. The credits of Open Badges have no unit. */
export const workload: ElementCheck = (facts) => amount(facts, [...HOURS, ...ECTS], () => true)

/** Requires at least this number of hours. */
export const hoursFrom =
  (least: number): ElementCheck =>
  (facts) =>
    amount(facts, HOURS, (hours) => hours >= least)

/** Requires at most this number of hours, or of credits. */
export const workloadUpTo =
  (hours: number, credits: number): ElementCheck =>
  (facts) => {
    const inHours = amount(facts, HOURS, (found) => found <= hours)
    if (inHours.outcome === 'present' || inHours.outcome === 'wrong') return inHours
    const inCredits = creditsOf(facts)
    if (inCredits === undefined) return inHours
    const fits = typeof inCredits.value === 'number' && inCredits.value > 0 && inCredits.value <= credits
    return { outcome: fits ? 'present' : 'wrong', pointer: inCredits.pointer }
  }

function amount(facts: Facts, names: readonly string[], allowed: (value: number) => boolean): ElementResult {
  const found = firstOf(facts.achievement, ACHIEVEMENT, names)
  if (found !== undefined) {
    const good = typeof found.value === 'number' && found.value > 0 && allowed(found.value)
    return { outcome: good ? 'present' : 'wrong', pointer: found.pointer }
  }
  const credits = creditsOf(facts)
  return credits === undefined
    ? missing(`${ACHIEVEMENT}/workloadHours`)
    : { outcome: 'unclear', pointer: credits.pointer }
}

function creditsOf({ subject, achievement }: Facts): Placed | undefined {
  return (
    firstOf(subject, SUBJECT, ['creditsEarned']) ?? firstOf(achievement, ACHIEVEMENT, ['creditsAvailable'])
  )
}

/** Looks for a level from 1 to `highest`, as a member of the extension or as an alignment of the type. */
export const level =
  (types: RegExp, highest: number): ElementCheck =>
  (facts) => {
    const own = firstOf(facts.achievement, ACHIEVEMENT, ['eqfLevel'])
    if (own !== undefined && types.test('ext:EQF')) return levelAt(own, highest)
    const levels = alignmentsOf(facts, (type) => types.test(type)).map(({ pointer, value }) => {
      const { targetCode, targetName } = value as { readonly [member: string]: Json }
      const written =
        targetCode ?? (typeof targetName === 'string' ? /(?<!\d)\d+$/.exec(targetName)?.[0] : undefined)
      return levelAt({ pointer, value: written ?? null }, highest)
    })
    // Of several levels the worst answer counts, in whatever order they stand.
    const [worst] = (['wrong', 'unclear', 'present'] as const).flatMap((outcome) =>
      levels.filter((each) => each.outcome === outcome),
    )
    return worst ?? missing(`${ACHIEVEMENT}/alignment`)
  }

function levelAt({ pointer, value }: Placed, highest: number): ElementResult {
  const number = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value
  if (number === null) return { outcome: 'unclear', pointer }
  const good = Number.isInteger(number) && (number as number) >= 1 && (number as number) <= highest
  return { outcome: good ? 'present' : 'wrong', pointer }
}

/** Looks for the member of the extension, an alignment with a decision, or an endorsement by somebody else. */
export const qualityAssurance: ElementCheck = (facts) => {
  const { badge, achievement, issuer } = facts
  const own = firstOf(achievement, ACHIEVEMENT, ['qualityAssurance'])
  const [aligned] = alignmentsOf(facts, (type) => type === 'ext:QualityAssurance')
  const found =
    own ??
    aligned ??
    firstOf(badge, '', ['endorsement', 'endorsementJwt']) ??
    firstOf(achievement, ACHIEVEMENT, ['endorsement', 'endorsementJwt']) ??
    firstOf(issuer, '/issuer', ['endorsement', 'endorsementJwt'])
  return found === undefined ? missing(`${ACHIEVEMENT}/qualityAssurance`) : present(found.pointer)
}

/** Looks for the member of the extension, or a result with its description. */
export const assessment: ElementCheck = (facts) => {
  const found = member('assessmentType')(facts)
  if (found.outcome === 'present') return found
  const [described] = objectsOf(facts.achievement, ACHIEVEMENT, 'resultDescription')
  return described === undefined ? found : { outcome: 'unclear', pointer: described.pointer }
}

export const grade: ElementCheck = ({ subject }) => {
  const found = firstOf(subject, SUBJECT, ['result'])
  return found === undefined ? missing(`${SUBJECT}/result`) : present(found.pointer)
}

/** An achievement with a type of larger awards is not a microcredential. */
export const smallerThanAward: ElementCheck = ({ achievement }) => {
  const pointer = `${ACHIEVEMENT}/achievementType`
  const { achievementType: type } = achievement
  if (typeof type !== 'string') return missing(pointer)
  return { outcome: AWARDS.test(type) ? 'wrong' : 'present', pointer }
}

const AWARDS = /Degree$|^(?:Diploma|SecondarySchoolDiploma|ResearchDoctorate|ProfessionalDoctorate)$/
