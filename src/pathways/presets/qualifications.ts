/** Pathways for the usual kinds of qualifications. One row for each kind, with its requirements. */
import type { AchievementType } from '../../schema/generated/types.generated.js'
import { pathway } from '../pathway/pathway.js'
import type { BadgeReference, IssuerRule, Pathway, PathwayNode, ResultRule } from '../pathway/types.js'

/** The members that all qualifications have. */
export interface QualificationInput {
  /** URI of this version of the pathway. */
  readonly id: string
  /** Name of the qualification. */
  readonly name: string
  /** Description of the achievement. */
  readonly description: string
  /** Criteria, in words. */
  readonly criteria: string
  /** URI of the achievement that is awarded. */
  readonly awards: string
  /** Who may award the badges that count; a requirement can have its own `issuers`. */
  readonly issuers: IssuerRule
  /** Version of the pathway. */
  readonly version?: string
}

/** The badge of one course or project. */
export type CourseBadge = BadgeReference

export interface RequirementsInput extends QualificationInput {
  /** The requirements. */
  readonly requirements: PathwayNode
}

export interface CoursesInput extends QualificationInput {
  /** All of them are required. */
  readonly courses: readonly [CourseBadge, ...CourseBadge[]]
}

/** The input of each kind. */
export interface QualificationInputs {
  /** Any requirements. */
  badge: RequirementsInput
  /** Any requirements. */
  certificate: RequirementsInput
  /** All courses in one language, and the closing project, if given. Courses that were taken earlier count. */
  specialisation: CoursesInput & { readonly project?: CourseBadge }
  /** All projects. Each may require a result. */
  nanodegree: QualificationInput & {
    readonly projects: readonly [CourseBadge, ...CourseBadge[]]
    readonly passing?: ResultRule
  }
  /** All courses, and the examination, if given. */
  'professional-certificate': CoursesInput & { readonly examination?: CourseBadge }
  /** One run of each course with the passing result, and the supervised examination. */
  micromasters: CoursesInput & { readonly passing?: ResultRule; readonly examination: CourseBadge }
  /** The first award, and one award that is not older than `every` whenever the licence is checked. */
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
const optional = (reference: CourseBadge | undefined, id: string): readonly PathwayNode[] =>
  reference === undefined ? [] : [{ id, badge: reference }]

const ROWS: { readonly [K in QualificationKind]: Row<K> } = {
  badge: { type: 'Badge', root: ({ requirements }) => requirements },
  certificate: { type: 'Certificate', root: ({ requirements }) => requirements },
  specialisation: {
    type: 'LearningProgram',
    root: ({ courses, project }) => ({
      all: [{ id: 'courses', all: badges(courses), same: 'inLanguage' }, ...optional(project, 'project')],
    }),
  },
  nanodegree: {
    type: 'CertificateOfCompletion',
    root: ({ projects, passing }) => ({ id: 'projects', all: badges(projects, passing) }),
  },
  'professional-certificate': {
    type: 'Certificate',
    root: ({ courses, examination }) => ({
      all: [{ id: 'courses', all: badges(courses) }, ...optional(examination, 'examination')],
    }),
  },
  micromasters: {
    type: 'MicroCredential',
    root: ({ courses, passing, examination }) => ({
      all: [
        { id: 'courses', all: badges(courses, passing), once: true },
        ...optional(examination, 'examination'),
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
 * @param input - The input for this kind; see `QualificationInputs`.
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
  if (!Object.hasOwn(ROWS, kind))
    throw new TypeError(`qualification: kind must be one of ${Object.keys(ROWS).join(', ')}`)
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
