/** One achievement in several languages: Open Badges has one version for each language, which names the others. */

import { requireObject } from '../../encoding/arguments.js'
import { pointerToken } from '../../encoding/json.js'
import { type Issue, isOpenBadgeError } from '../../errors.js'
import type { Achievement } from '../../schema/generated/types.generated.js'
import { modelInvalid } from '../assembly/finish.js'
import type { AchievementInput, RelatedInput } from '../assembly/inputs.generated.js'
import { achievement } from '../builders/achievement.js'

/** The texts in one language, and other members that differ between versions. */
export type Translation = Pick<AchievementInput, 'id' | 'name' | 'description' | 'criteria'> &
  Partial<Omit<AchievementInput, 'inLanguage'>>

/** The members that all versions share. */
export type SharedAchievement = Partial<Omit<AchievementInput, 'id' | 'inLanguage'>>

/**
 * Makes an achievement in several languages. In Open Badges 3.0 a text has one language. So each language is a version with its
 * own `id` and `inLanguage`, which names the others in `related` (§B.1, "Related"). Award the version in the language that the
 * learner reads.
 *
 * @param shared - Members of all versions: type, image, alignments and more.
 * @param versions - By language tag (BCP 47): `id`, `name`, `description`, `criteria`, and other members that differ. At least two.
 * @returns One achievement for each language, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue; its pointers begin with the language.
 * @example
 * const { en, de } = translations(
 *   { achievementType: 'Course' },
 *   {
 *     en: { id: 'https://example.edu/a/rust/en', name: 'Rust I', description: 'Safe code.', criteria: 'Passed.' },
 *     de: { id: 'https://example.edu/a/rust/de', name: 'Rust I', description: 'Sicher.', criteria: 'Bestanden.' },
 *   },
 * )
 */
export function translations<L extends string>(
  shared: SharedAchievement,
  versions: Readonly<Record<L, Translation>>,
): Readonly<Record<L, Achievement>> {
  requireObject('translations', 'versions', versions, 'an object: language → achievement')
  const languages = Object.keys(versions) as L[]
  const issues = [...fewLanguages(languages), ...equalIds(languages, versions)]
  const built: Partial<Record<L, Achievement>> = {}
  for (const language of languages) {
    const { related = [], ...own } = { ...shared, ...versions[language] }
    const others = languages
      .filter((other) => other !== language)
      .map((other): RelatedInput => relationTo(other, { ...shared, ...versions[other] }))
    try {
      const all = [...others, ...[related].flat()]
      built[language] = achievement({ ...own, inLanguage: language, related: all } as AchievementInput)
    } catch (error) {
      if (!isOpenBadgeError(error, 'model_invalid')) throw error
      // Issues of the other versions are reported with those versions.
      const ownIssues = error.details.issues.filter(({ pointer }) => !isOther(pointer, others.length))
      issues.push(
        ...ownIssues.map((issue) => ({ ...issue, pointer: pointerToken(language) + issue.pointer })),
      )
    }
  }
  if (issues.length > 0) throw modelInvalid('an achievement in several languages', issues)
  return Object.freeze(built) as Readonly<Record<L, Achievement>>
}

function relationTo(inLanguage: string, { id, version }: Partial<AchievementInput>): RelatedInput {
  return { id: id!, inLanguage, ...(version === undefined ? {} : { version }) }
}

function isOther(pointer: string, others: number): boolean {
  const [, index] = /^\/related\/(\d+)(?:\/|$)/.exec(pointer) ?? []
  return index !== undefined && Number(index) < others
}

function fewLanguages(languages: readonly string[]): readonly Issue[] {
  if (languages.length > 1) return []
  return [
    {
      pointer: '',
      code: 'missing',
      severity: 'error',
      message: 'there are fewer than two languages',
      expected: 'two languages or more',
      found: `${languages.length}`,
      hint: 'for one language write achievement({ …, inLanguage })',
    },
  ]
}

function equalIds(languages: readonly string[], versions: Readonly<Record<string, Translation>>): Issue[] {
  const ids = languages.map((language) => versions[language]?.id)
  return languages.flatMap((language, index) => {
    const id = ids[index]
    if (id === undefined || ids.indexOf(id) === index) return []
    return [
      {
        pointer: `${pointerToken(language)}/id`,
        code: 'duplicate_id',
        severity: 'error' as const,
        message: 'two languages have the same id',
        expected: 'a different id for each language',
        found: 'the id of another language',
        hint: `append the language to it: …/${language}`,
      },
    ]
  })
}
