/** Four issuers, seven courses, sixty learners: made up from a seed, the same at every run. */
import {
  type Achievement,
  issue,
  type LocalSigner,
  microcredentialExtension,
  openBadge,
  type Profile,
  profile,
  signerFromSeed,
} from 'laurel'

export interface Issuer {
  readonly signer: LocalSigner
  readonly profile: Profile & { readonly id: string }
}

export interface Learner {
  readonly name: string
  /** What the learner can prove to hold. */
  readonly id: string
  /** What she has in her wallet: signed badges, not all of them hers. */
  readonly badges: readonly object[]
}

interface Course {
  readonly key: string
  readonly name: string
  readonly issuer: number
  readonly ects: number
  /** How many of a hundred pass. */
  readonly passed: number
}

const NAMES = ['Rivers University', 'Harbour College', 'Open Data School', 'Red Cross of the Rivers'] as const

export const COURSES: readonly Course[] = [
  { key: 'python', name: 'Python for everybody', issuer: 0, ects: 6, passed: 85 },
  { key: 'statistics', name: 'Statistics I', issuer: 0, ects: 6, passed: 75 },
  { key: 'databases', name: 'Databases', issuer: 1, ects: 5, passed: 70 },
  { key: 'maps', name: 'Maps and spatial data', issuer: 1, ects: 4, passed: 60 },
  { key: 'visual', name: 'Drawing data', issuer: 2, ects: 3, passed: 65 },
  { key: 'ethics', name: 'Ethics of data', issuer: 2, ects: 3, passed: 90 },
  { key: 'first-aid', name: 'First aid', issuer: 3, ects: 1, passed: 88 },
]

export const courseId = (key: string): string => `https://rivers.example.edu/courses/${key}`

export async function issuers(): Promise<readonly Issuer[]> {
  return Promise.all(
    NAMES.map(async (name, i) => {
      const signer = await signerFromSeed(new Uint8Array(32).fill(i + 1))
      return { signer, profile: profile({ id: signer.controller, name }) as Issuer['profile'] }
    }),
  )
}

/** Their members say credits and what they are: Open Badges alone has no unit for them. */
const european = microcredentialExtension('https://rivers.example.edu/contexts/microcredential/1', {
  inline: true,
})

export function courseAchievement({ key, name, ects }: Course): Achievement {
  return european.achievement({
    id: courseId(key),
    achievementType: 'Course',
    name,
    description: `The course "${name}".`,
    criteria: 'Passed the exam.',
    ectsCredits: ects,
  })
}

const GIVEN = [
  'Ada',
  'Bao',
  'Chidi',
  'Dilnoza',
  'Emeka',
  'Freya',
  'Goran',
  'Hana',
  'Iker',
  'Jamila',
  'Kofi',
  'Linh',
]
const FAMILY = ['Moreau', 'Okafor', 'Petrov', 'Quispe', 'Rossi']

/** A class of sixty; the last one brings a badge of her neighbour, and one that she made herself. */
export async function learners(all: readonly Issuer[], at: Date): Promise<readonly Learner[]> {
  const random = seeded(2026)
  const made: Learner[] = []
  for (let i = 0; i < 60; i++) {
    const id = `did:web:learners.example:${i + 1}`
    const passed = COURSES.filter(({ passed: share }) => random() * 100 < share)
    const badges = await Promise.all(passed.map((course) => award(all[course.issuer]!, course, id, i, at)))
    made.push({ name: `${GIVEN[i % 12]} ${FAMILY[Math.floor(i / 12)]}`, id, badges })
  }
  const last = made.at(-1)!
  const own = await signerFromSeed(new Uint8Array(32).fill(99))
  const herself: Issuer = {
    signer: own,
    profile: profile({ id: own.controller, name: NAMES[0] }) as Issuer['profile'],
  }
  const tricks = [made[0]!.badges[0]!, await award(herself, COURSES[1]!, last.id, 60, at)]
  return [...made.slice(0, -1), { ...last, badges: [...last.badges.slice(0, 2), ...tricks] }]
}

async function award(issuer: Issuer, course: Course, id: string, row: number, at: Date): Promise<object> {
  const badge = openBadge({
    id: `urn:uuid:${uuid(COURSES.indexOf(course), row, issuer.signer.controller.length)}`,
    issuer: issuer.profile,
    recipient: { id },
    validFrom: new Date(at.getTime() - (row + 1) * 86_400_000),
    ...(course.key === 'first-aid' ? { validUntil: new Date(at.getTime() + 2 * 365 * 86_400_000) } : {}),
    achievement: courseAchievement(course),
    creditsEarned: course.ects,
  })
  return issue(badge, { signer: issuer.signer, created: at })
}

function uuid(...parts: readonly number[]): string {
  const [a, b, c] = parts.map((part) => part.toString(16).padStart(4, '0'))
  return `00000000-${a}-4000-8000-${c}0000${b}`
}

/** Numbers from 0 to 1 that are the same at every run (Park and Miller). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
