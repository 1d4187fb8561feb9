/** Hints for callers of builders. The hints of the check are for authors of JSON. */
import type { Issue } from '../../errors.js'
import { languageTag } from './language-names.js'

const CRITERIA = "write criteria: 'Passed the exam.', or the address of a page with the criteria"
const IMAGE =
  "write its address, such as 'https://example.edu/badge.png', or pass the bytes of the file: readFileSync('badge.png')"

const TRANSLATIONS =
  'write one text; for several languages use translations(), which makes one achievement for each'

/** By code and member; with `owner/member` only for this owner. */
const HINTS: Readonly<Record<string, string>> = {
  'missing criteria': CRITERIA,
  'no_criteria criteria': CRITERIA,
  'missing achievement': 'write achievement: achievement({ id, name, description, criteria })',
  'wrong_type achievement':
    'pass the result of achievement(…), because each badge contains the whole achievement',
  'missing issuer':
    "write issuer: profile({ id: signer.controller, name: 'Example University' }); await the signer first",
  'missing achievement/id':
    "write an address of yours that never changes: id: 'https://example.edu/achievements/rust-1'",
  'invalid_uri achievement/id':
    "write an address of yours that never changes: 'https://example.edu/achievements/rust-1'",
  'missing issuer/id': 'write id: signer.controller, after const signer = await generateSigner()',
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
