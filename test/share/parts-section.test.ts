/** The share page of a larger credential: its parts, each with its own verdict. */
import { describe, expect, it } from 'vitest'
import { partsOf, sealParts, type VerifyStackOptions, verifyStack } from '../../src/pathways/index.js'
import { type CredentialPageOptions, credentialPage } from '../../src/share/index.js'
import { badge, data, diploma, evaluated, load, type Mutable, NOW, PARTS } from '../pathways/stack/world.js'

/** Rows of the parts: name and verdict. */
async function rows(
  stack: Mutable,
  parts: readonly unknown[],
  options: VerifyStackOptions = {},
): Promise<string[][]> {
  const language = options.language ?? 'en'
  const seen = await verifyStack(stack, parts, { now: NOW, pathway: data, load: load([]), ...options })
  const page = await credentialPage(stack, seen.report, { language, stack: seen })
  const section = /<section><h2 id="parts">.*?<\/section>/.exec(page)?.[0] ?? ''
  return Array.from(
    section.matchAll(/<tr role="row"><th role="rowheader"[^>]*>(.*?)<\/th><td[^>]*>(.*?)<\/td>/g),
    (m) => [m[1]!, m[2]!],
  )
}

describe('the parts on a share page', () => {
  it('have the name of a verified badge, and the id of any other', async () => {
    const [python, , firstAid] = PARTS
    const changed = { ...python, name: 'Doctor of Python' }
    expect(await rows(await diploma(), [firstAid, changed])).toEqual([
      [`<code>${python!['id']}</code>`, 'Not the badge that is named'],
      [`<code>${PARTS[1]!['id']}</code>`, 'Not shown'],
      ['first-aid<br>Issuer of first-aid', 'Verified'],
    ])
  })

  it('say what changed since, in the language of the page', async () => {
    const python = await badge('python', { revocable: true })
    const parts = [PARTS[2], python, PARTS[1]]
    const german = await rows(await diploma(parts), parts, {
      language: 'de',
      load: load([String(python['id'])]),
    })
    expect(german.map(([, verdict]) => verdict)).toEqual([
      'Zurückgezogen',
      'Geprüft und echt',
      'Geprüft und echt',
    ])
    expect(german[0]![0]).toBe(`<code>${python['id']}</code>`)
  })

  it('stay nameless while they are sealed', async () => {
    const seed = new Uint8Array(32).fill(3)
    const sealed = await diploma(PARTS, { form: 'sealed', seed })
    const [envelope] = sealParts(partsOf(await evaluated()), seed)
    const shown = await rows(sealed, [envelope])
    expect(shown.filter(([name]) => name === 'Sealed badge')).toHaveLength(2)
    expect(shown.filter(([, verdict]) => verdict === 'Verified')).toHaveLength(1)
  })

  it('stay text, whatever they say', async () => {
    const hostile = '<script>alert(1)</script>'
    const python = await badge('python', { title: hostile })
    const parts = [PARTS[2], python, PARTS[1]]
    const shown = await rows(await diploma(parts), parts)
    expect(shown[1]![0]).toContain('&lt;script&gt;')
    expect(JSON.stringify(shown)).not.toContain('<script')
  })

  it('are those of this credential, and of no other', async () => {
    const one = await diploma()
    const seen = await verifyStack(one, PARTS, { now: NOW, pathway: data })
    const other = await verifyStack(await badge('ethics'), [], { now: NOW })
    const mixed = credentialPage(one, other.report, { stack: seen } as CredentialPageOptions)
    await expect(mixed).rejects.toThrow(TypeError)
    expect(await credentialPage(one, seen.report)).not.toContain('id="parts"')
  })
})
