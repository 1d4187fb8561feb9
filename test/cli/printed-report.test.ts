/** What `laurel verify` prints of a report: the words of the language, and the places of warnings. */
import { achievement, bundled, generateSigner, issue, openBadge, profile } from 'laurel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WORDS } from '../../src/share/words/words.js'
import { type World, world } from './world.js'

let here: World
let file: string
beforeAll(async () => {
  here = world()
  const signer = await generateSigner()
  const digest = 'sha384-S57yQDg1MTzF56Oi9DbSQ14u7jBy0RDdx0YbeV7shwhCS88G8SCXeFq82PafhCrW'
  const pinned = (id: string) => ({ id, digestSRI: digest, mediaType: 'image/png' })
  const badge = openBadge({
    issuer: profile({ id: signer.controller, name: 'X' }),
    recipient: { id: 'did:example:ada' },
    achievement: achievement({ id: 'urn:x:a', name: 'A', description: 'A.', criteria: 'Exam.' }),
    relatedResource: ['https://example.edu/1.png', 'https://example.edu/2.png'].map(pinned),
  })
  file = here.write('badge.json', await issue(badge, { signer, load: bundled }))
})
afterAll(() => here.remove())

describe('the printed report', () => {
  it('has the ids of the rows without a language, and the words of the language with one', async () => {
    const { out } = await here.laurel(['verify', file])
    expect(out).toMatch(/: verified\n {2}✓ structure {4}\S/)
    for (const language of ['de', 'fr'] as const) {
      const answer = await here.laurel(['verify', file, '--language', language])
      expect(answer.out).toContain(`: ${WORDS[language].verified}\n`)
      for (const name of Object.values(WORDS[language].rows)) expect(answer.out).toContain(` ${name} `)
      const other = await here.laurel([
        'verify',
        file,
        '--language',
        language,
        '--recipient',
        'did:example:bob',
      ])
      expect([other.status, other.out]).toEqual([
        1,
        expect.stringContaining(`: ${WORDS[language].notVerified}\n`),
      ])
    }
  })

  it('names the place of each warning, so that no two are equal', async () => {
    const { out } = await here.laurel(['verify', file])
    const warnings = out.split('\n').filter((line) => line.startsWith('  ! '))
    expect(warnings).toHaveLength(2)
    for (const [i, warning] of warnings.entries()) expect(warning).toContain(`(/relatedResource/${i})`)
  })
})
