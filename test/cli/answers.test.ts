/** What the command prints beside its results: the language, the severity, and what a file is instead of a key. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type World, world } from './world.js'

let here: World
beforeEach(async () => {
  here = world()
  await here.laurel(['init', here.path('issuer'), '--name', 'Example University'])
})
afterEach(() => here.remove())

it('prints a report in the language that was asked for', async () => {
  const page = here.write('page.json', '<!doctype html>')
  expect((await here.laurel(['verify', '--language', 'de', page])).out).toContain('Das ist eine Webseite')
  expect((await here.laurel(['verify', page])).out).toContain('This is a web page')
  expect((await here.laurel(['verify', '--language', 'it', page])).status).toBe(2)
})

it('tells an error from a warning, in whole sentences', async () => {
  const draft = here.write('draft.json', {
    ...{ '@context': 'https://www.w3.org/ns/credentials/v2', type: ['VerifiableCredential'], tag: 5 },
    ...{ issuer: 'did:web:example.edu', credentialSubject: { id: 'did:web:ada.example' } },
    validFrom: '2026-01-01',
  })
  const { out } = await here.laurel(['validate', draft])
  expect(out).toMatch(/^ {2}error: \/validFrom: .*\. Write "/m)
  expect(out).toMatch(/^ {2}warning: \/tag: /m)
})

it('says of a profile that it is not a key', async () => {
  const profile = here.path('issuer/profile.json')
  const { status, err } = await here.laurel([
    ...['issue', here.write('a.csv', 'email\nada@example.org\n'), '--out', here.path('out')],
    ...['--key', profile, '--issuer', profile, '--achievement', here.write('a.json', { id: 'urn:a' })],
  ])
  expect(status).toBe(2)
  expect(err).toMatch(/profile\.json is a profile, not a key/)
})
