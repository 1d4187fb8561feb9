/** Hints for programs. The hints of the check are for JSON. */
import type { Issue } from '../../errors.js'
import { languageTag } from './language-names.js'

const CRITERIA = "write criteria: 'Passed the exam.', or the address of a page with the criteria"
const IMAGE =
  "write its address, such as 'https://example.edu/badge.png', or pass the bytes of the file: readFileSync('badge.png')"

const TRANSLATIONS =
  'write one text; an achievement in several languages is several achievements: see translations()'

/** By code and member; with `owner/member` only for this owner. */
const HINTS: Readonly<Record<string, string>> = {
  'missing criteria': CRITERIA,
  'no_criteria criteria': CRITERIA,
  'missing achievement': 'write achievement: achievement({ id, name, description, criteria })',
  'wrong_type achievement':
    'pass the result of achievement(…): each badge has the whole achievement, not only its address',
  'missing issuer':
    "write issuer: profile({ id: signer.controller, name: 'Example University' }), of a signer that you awaited",
  'missing achievement/id':
    "write id: 'https://example.edu/achievements/rust-1', an address of yours that stays the same",
  'invalid_uri achievement/id':
    "write an address of yours that stays the same, such as 'https://example.edu/achievements/rust-1'",
  'missing issuer/id': 'write id: signer.controller, of a signer that you awaited: await generateSigner()',
  'invalid_uri image/id': IMAGE,
  'wrong_type achievement/name': TRANSLATIONS,
  'wrong_type achievement/description': TRANSLATIONS,
}

const OWNERS: Readonly<Record<string, string>> = {
  Achievement: 'achievement',
  Profile: 'issuer',
  Image: 'image',
}

/** The issue with a hint for the caller of the builder. */
export function withBuilderHint(className: string, issue: Issue): Issue {
  const tokens = issue.pointer.split('/').slice(1)
  const member = tokens.at(-1) ?? ''
  const owner = tokens.length > 1 ? tokens.at(-2) : OWNERS[className]
  const own =
    issue.code === 'invalid_language'
      ? languageHint(issue.found)
      : (rowOf(`${issue.code} ${owner}/${member}`) ?? rowOf(`${issue.code} ${member}`))
  return own === undefined ? issue : { ...issue, hint: own }
}

function rowOf(key: string): string | undefined {
  return Object.hasOwn(HINTS, key) ? HINTS[key] : undefined
}

function languageHint(found: string | undefined): string | undefined {
  const tag = found === undefined ? undefined : languageTag(found.replaceAll('"', ''))
  return tag === undefined ? undefined : `write "${tag}"`
}
