/** The page of vocabularies has each value that the validators accept, under the members that take it. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { resultDescription } from 'laurel'
import { expect, it } from 'vitest'
import { CLASSES, ENUMERATIONS } from '../../src/schema/generated/model.generated.js'

const page = readFileSync(fileURLToPath(new URL('../../docs/vocabularies.md', import.meta.url)), 'utf8')
const sections = page.split('\n## ').slice(1)

const valuesOf = (section: string): readonly string[] =>
  Array.from(section.matchAll(/^- `([^`]+)`/gm), ([, value]) => value!)

it('lists the values of every vocabulary', () => {
  const listed = sections.map((section) => [section.split('\n', 1)[0]!, valuesOf(section)] as const)
  const known = Object.entries(ENUMERATIONS).map(([name, { values }]) => [name, values] as const)
  expect(listed).toEqual(known)
})

it('names every member that takes the words of a vocabulary', () => {
  for (const { name, properties } of Object.values(CLASSES)) {
    for (const [member, { of = '' }] of Object.entries(properties)) {
      const section = sections.find((each) => each.startsWith(`${of}\n`))
      if (section !== undefined) expect(section).toContain(`\`${member}\` of \`${name}\``)
    }
  }
})

it('lists the sorts of results that the builder takes', () => {
  const values = valuesOf(sections.find((section) => section.startsWith('ResultType\n'))!)
  expect(values).toContain('LetterGrade')
  for (const resultType of values) {
    const made = resultDescription({
      id: 'urn:example:r',
      name: 'Result',
      resultType: resultType as 'Result',
    })
    expect(made.resultType).toBe(resultType)
  }
})
