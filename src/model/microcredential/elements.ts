/** How each element of a microcredential is looked for: one function an element. */
import { isJsonObject, type Json } from '../../encoding/json.js'
import { ACHIEVEMENT, alignmentsOf, type Facts, firstOf, objectsOf, type Placed, SUBJECT } from './facts.js'

/**
 * `present`: it is there. `unclear`: something is there, but it does not say what the element asks. `missing`: nothing
 * is there. `wrong`: it is there, and breaks a rule of the framework.
 */
export type ElementOutcome = 'present' | 'unclear' | 'missing' | 'wrong'

export interface Look {
  readonly outcome: ElementOutcome
  /** Where it stands, or where it would. */
  readonly pointer: string
}

export type LookFor = (facts: Facts) => Look

const present = (pointer: string): Look => ({ outcome: 'present', pointer })
const missing = (pointer: string): Look => ({ outcome: 'missing', pointer })

/** A text or a number in one of these members of the achievement. */
export const member =
  (...names: readonly [string, ...string[]]): LookFor =>
  ({ achievement }) => {
    const found = firstOf(achievement, ACHIEVEMENT, names)
    return found === undefined ? missing(`${ACHIEVEMENT}/${names[0]}`) : present(found.pointer)
  }

export const learner: LookFor = ({ subject }) => {
  const found = firstOf(subject, SUBJECT, ['id', 'identifier'])
  return found === undefined ? missing(`${SUBJECT}/identifier`) : present(found.pointer)
}

export const title: LookFor = /* @__PURE__ */ member('name')

/** A title that claims to be more than a microcredential is wrong. */
export const titleWithout =
  (words: RegExp): LookFor =>
  (facts) => {
    const look = title(facts)
    const { name } = facts.achievement
    return typeof name === 'string' && words.test(name) ? { ...look, outcome: 'wrong' } : look
  }

export const country: LookFor = ({ issuer }) => {
  const pointer = '/issuer/address/addressCountryCode'
  const address = issuer['address']
  const code = isJsonObject(address) ? address['addressCountryCode'] : undefined
  if (typeof code === 'string' && /^[A-Za-z]{2}$/.test(code)) return present(pointer)
  const named = isJsonObject(address) && firstOf(address, '/issuer/address', ['addressCountry'])
  return named ? { outcome: 'unclear', pointer: named.pointer } : missing(pointer)
}

export const awardingBody: LookFor = ({ issuer }) => {
  if (firstOf(issuer, '/issuer', ['name']) !== undefined) return present('/issuer/name')
  return { outcome: issuer['id'] === undefined ? 'missing' : 'unclear', pointer: '/issuer/name' }
}

export const dateOfIssue: LookFor = ({ badge }) => {
  const found = firstOf(badge, '', ['awardedDate', 'validFrom', 'issuanceDate'])
  return found === undefined ? missing('/awardedDate') : present(found.pointer)
}

/** An aligned skill, or criteria in words; an address of criteria says nothing to whoever holds the badge. */
export const learningOutcomes: LookFor = (facts) => {
  const [skill] = alignmentsOf(facts, (type) => !NO_SKILL.test(type))
  if (skill !== undefined) return present(skill.pointer)
  const pointer = `${ACHIEVEMENT}/criteria/narrative`
  const { criteria } = facts.achievement
  if (!isJsonObject(criteria)) return missing(pointer)
  if (firstOf(criteria, `${ACHIEVEMENT}/criteria`, ['narrative']) !== undefined) return present(pointer)
  return criteria['id'] === undefined ? missing(pointer) : { outcome: 'unclear', pointer }
}

/** Target types of alignments that name levels, credentials and assurances instead of skills. */
const NO_SKILL = /^(?:ceterms:Credential|ext:(?:EQF|QF|NQF|NZQ|AQF|QualityAssurance|ISCED))/

/** The extension's name, and those of Dutch badges. */
const HOURS = ['workloadHours', 'studyLoad', 'SBU'] as const
const ECTS = ['ectsCredits', 'ECTS'] as const

/** Hours, or credits with their unit; the credits of Open Badges have none. */
export const workload: LookFor = (facts) => amount(facts, [...HOURS, ...ECTS], () => true)

/** At least this many hours of learning. */
export const hoursFrom =
  (least: number): LookFor =>
  (facts) =>
    amount(facts, HOURS, (hours) => hours >= least)

/** At most so many hours, or as many credits as make them. */
export const workloadUpTo =
  (hours: number, credits: number): LookFor =>
  (facts) => {
    const inHours = amount(facts, HOURS, (found) => found <= hours)
    if (inHours.outcome === 'present' || inHours.outcome === 'wrong') return inHours
    const inCredits = creditsOf(facts)
    if (inCredits === undefined) return inHours
    const fits = typeof inCredits.value === 'number' && inCredits.value > 0 && inCredits.value <= credits
    return { outcome: fits ? 'present' : 'wrong', pointer: inCredits.pointer }
  }

function amount(facts: Facts, names: readonly string[], allowed: (value: number) => boolean): Look {
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

/** A level of a scale of so many, as a member of the extension or as an alignment of the type. */
export const level =
  (types: RegExp, highest: number): LookFor =>
  (facts) => {
    const own = firstOf(facts.achievement, ACHIEVEMENT, ['eqfLevel'])
    if (own !== undefined && types.test('ext:EQF')) return levelAt(own, highest)
    const [found] = alignmentsOf(facts, (type) => types.test(type))
    if (found === undefined) return missing(`${ACHIEVEMENT}/alignment`)
    const { targetCode, targetName } = found.value as { readonly [member: string]: Json }
    const written = targetCode ?? (typeof targetName === 'string' ? /\d+$/.exec(targetName)?.[0] : undefined)
    return levelAt({ pointer: found.pointer, value: written ?? null }, highest)
  }

function levelAt({ pointer, value }: Placed, highest: number): Look {
  const number = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value
  if (number === null) return { outcome: 'unclear', pointer }
  const good = Number.isInteger(number) && (number as number) >= 1 && (number as number) <= highest
  return { outcome: good ? 'present' : 'wrong', pointer }
}

/** The extension's words, an alignment to a decision, or an endorsement by somebody else. */
export const qualityAssurance: LookFor = (facts) => {
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

/** The extension's words, or a described result. */
export const assessment: LookFor = (facts) => {
  const look = member('assessmentType')(facts)
  if (look.outcome === 'present') return look
  const [described] = objectsOf(facts.achievement, ACHIEVEMENT, 'resultDescription')
  return described === undefined ? look : { outcome: 'unclear', pointer: described.pointer }
}

export const grade: LookFor = ({ subject }) => {
  const found = firstOf(subject, SUBJECT, ['result'])
  return found === undefined ? missing(`${SUBJECT}/result`) : present(found.pointer)
}

/** An achievement that calls itself an award of the national framework is more than a microcredential. */
export const smallerThanAward: LookFor = ({ achievement }) => {
  const pointer = `${ACHIEVEMENT}/achievementType`
  const { achievementType: type } = achievement
  if (typeof type !== 'string') return missing(pointer)
  return { outcome: AWARDS.test(type) ? 'wrong' : 'present', pointer }
}

const AWARDS = /Degree$|^(?:Diploma|SecondarySchoolDiploma|ResearchDoctorate|ProfessionalDoctorate)$/
