/** Qualifications as the field names them: one row a kind, with the requirements that make it what it is. */
import type { AchievementType } from '../../schema/generated/types.generated.js'
import { pathway } from '../pathway/pathway.js'
import type { BadgeReference, IssuerRule, Pathway, PathwayNode, ResultRule } from '../pathway/types.js'

/** What every qualification says. */
export interface QualificationInput {
  /** URI of this version of the pathway. */
  readonly id: string
  /** Name of the qualification. */
  readonly name: string
  /** What it is awarded for. */
  readonly description: string
  /** What it takes, in words. */
  readonly criteria: string
  /** URI of the achievement that is awarded. */
  readonly awards: string
  /** Who may award the badges that count, where a requirement does not say otherwise. */
  readonly issuers: IssuerRule
  /** Version of the pathway. */
  readonly version?: string
}

/** One course or project: its badge. */
export type CourseBadge = BadgeReference

export interface RequirementsInput extends QualificationInput {
  /** What must be earned. */
  readonly requirements: PathwayNode
}

export interface CoursesInput extends QualificationInput {
  /** All of them. */
  readonly courses: readonly [CourseBadge, ...CourseBadge[]]
}

/** What each kind asks for. */
export interface QualificationInputs {
  /** Any requirements. */
  badge: RequirementsInput
  /** Any requirements. */
  certificate: RequirementsInput
  /** All courses in one language, and the closing project where there is one; courses taken earlier count. */
  specialisation: CoursesInput & { readonly project?: CourseBadge }
  /** All projects; each may ask for a result. */
  nanodegree: QualificationInput & {
    readonly projects: readonly [CourseBadge, ...CourseBadge[]]
    readonly passing?: ResultRule
  }
  /** All courses, and the examination where there is one. */
  'professional-certificate': CoursesInput & { readonly examination?: CourseBadge }
  /** All courses, one run of each, with the passing result, and the supervised examination. */
  micromasters: CoursesInput & { readonly passing?: ResultRule; readonly examination: CourseBadge }
  /** The first award, and one that is no older than `every`, which must still hold whenever the licence is checked. */
  licence: QualificationInput & {
    readonly first: CourseBadge
    /** The badge of a renewal; by default the first award again. */
    readonly renewal?: CourseBadge
    /** ISO 8601 duration of years, months, weeks and days. */
    readonly every: string
  }
}

export type QualificationKind = keyof QualificationInputs

interface Row<K extends QualificationKind> {
  readonly type: AchievementType
  readonly root: (input: QualificationInputs[K]) => PathwayNode
}

const badges = (references: readonly CourseBadge[], result?: ResultRule): readonly PathwayNode[] =>
  references.map((badge) => (result === undefined ? { badge } : { badge, result }))
const maybe = (reference: CourseBadge | undefined, id: string): readonly PathwayNode[] =>
  reference === undefined ? [] : [{ id, badge: reference }]

const ROWS: { readonly [K in QualificationKind]: Row<K> } = {
  badge: { type: 'Badge', root: ({ requirements }) => requirements },
  certificate: { type: 'Certificate', root: ({ requirements }) => requirements },
  specialisation: {
    type: 'LearningProgram',
    root: ({ courses, project }) => ({
      all: [{ id: 'courses', all: badges(courses), same: 'inLanguage' }, ...maybe(project, 'project')],
    }),
  },
  nanodegree: {
    type: 'CertificateOfCompletion',
    root: ({ projects, passing }) => ({ id: 'projects', all: badges(projects, passing) }),
  },
  'professional-certificate': {
    type: 'Certificate',
    root: ({ courses, examination }) => ({
      all: [{ id: 'courses', all: badges(courses) }, ...maybe(examination, 'examination')],
    }),
  },
  micromasters: {
    type: 'MicroCredential',
    root: ({ courses, passing, examination }) => ({
      all: [
        { id: 'courses', all: badges(courses, passing), once: true },
        ...maybe(examination, 'examination'),
      ],
    }),
  },
  licence: {
    type: 'License',
    root: ({ first, renewal, every }) => ({
      all: [
        { id: 'first', badge: first },
        { id: 'renewal', badge: renewal === undefined ? first : [first, renewal], within: every, keep: true },
      ],
    }),
  },
}

/**
 * Makes a pathway for a qualification of a common kind, with the achievement that it awards.
 *
 * @param kind - `badge` and `certificate` take any requirements; `specialisation`, `nanodegree`, `professional-certificate`,
 *   `micromasters` and `licence` have their own.
 * @param input - What the kind asks for; see `QualificationInputs`.
 * @returns The pathway, checked and frozen.
 * @throws OpenBadgeError `model_invalid` with every issue of the pathway; TypeError for an unknown kind.
 * @example
 * const firstAider = qualification('licence', {
 *   id: 'https://uni.example/pathways/first-aid/1',
 *   name: 'First aider',
 *   description: 'May give first aid.',
 *   criteria: 'Course, refreshed every two years.',
 *   awards: 'https://uni.example/a/first-aider',
 *   issuers: ['did:web:uni.example'],
 *   first: 'https://uni.example/a/first-aid',
 *   every: 'P2Y',
 * })
 */
export function qualification<K extends QualificationKind>(kind: K, input: QualificationInputs[K]): Pathway {
  if (!Object.hasOwn(ROWS, kind)) throw new TypeError(`kind is one of ${Object.keys(ROWS).join(', ')}`)
  const { type, root } = ROWS[kind]
  const { id, name, description, criteria, awards, issuers, version } = input
  return pathway({
    id,
    name,
    description,
    ...(version === undefined ? {} : { version }),
    issuers,
    awards: {
      id: awards,
      type: ['Achievement'],
      achievementType: type,
      name,
      description,
      criteria: { narrative: criteria },
    },
    root: root(input),
  })
}
