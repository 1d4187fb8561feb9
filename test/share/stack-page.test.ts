/** The page of a larger credential says first what its parts do not prove, and a contradicted one gets no certificate. */
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { issue } from '../../src/index.js'
import { type JudgedStack, type StackReport, stackRecord, verifyStack } from '../../src/pathways/index.js'
import { certificate, credentialPage, summarise, WORDS } from '../../src/share/index.js'
import type { Report, VerifiedCredentialReport } from '../../src/verify/index.js'
import { LANGUAGES, type Language } from '../../src/verify/messages/message-writer.js'
import { bySuite } from '../by-suite.js'
import {
  badge,
  data,
  diploma,
  evaluated,
  load,
  NOW,
  OPTIONS,
  PARTS,
  THEN,
  university,
} from '../pathways/stack/world.js'
import { FORGERIES } from '../pathways/verify-stack/forgery-cases.js'

/** The larger credential as it is shown in a case of the tamper matrix. */
async function judged(forgery: string, language: Language = 'en'): Promise<StackReport> {
  const { stack, parts = PARTS, options } = await FORGERIES.find(({ name }) => name === forgery)!.make()
  const settings = { now: NOW, pathway: data, load: load([]), language, ...options }
  return verifyStack(stack ?? (await diploma()), parts, settings)
}

/** The texts of a page in the order of reading, without its head. */
function textsOf(page: string): readonly string[] {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(page)![1]!
  return body
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&#39;', "'")
    .split('\n')
    .filter((text) => text.trim() !== '')
}

const pageOf = (seen: StackReport, language: Language = 'en'): Promise<string> =>
  credentialPage(undefined, seen.report, {
    language,
    stack: seen,
    url: 'https://uni.example/c/1',
    share: ['linkedin'],
    linkedIn: true,
  })

const TITLES: Readonly<Record<Language, Readonly<Record<JudgedStack['level'], string>>>> = {
  en: {
    proven: 'Verified',
    partly: 'Only partly proven',
    asserted: 'Not proven',
    contradicted: 'Contradicted',
  },
  de: {
    proven: 'Geprüft und echt',
    partly: 'Nur teilweise belegt',
    asserted: 'Nicht belegt',
    contradicted: 'Widerlegt',
  },
  fr: {
    proven: 'Vérifié',
    partly: 'Prouvé en partie seulement',
    asserted: 'Non prouvé',
    contradicted: 'Contredit',
  },
}

describe.each(LANGUAGES)('the page of a larger credential (%s)', (language) => {
  const some = FORGERIES.filter((_, i) => language === 'en' || i % bySuite(8, 1) === 0)
  it.each(some.map(({ name }) => name))('begins with the worst that is true: %s', async (forgery) => {
    const seen = await judged(forgery, language)
    const page = await pageOf(seen, language)
    const [first, second] = textsOf(page)
    if (seen.level === undefined) {
      expect(page).not.toContain('class="verdict verified"')
      return
    }
    expect(first).toBe(TITLES[language][seen.level])
    const isVerified = seen.level === 'proven'
    expect(page.includes('class="verdict verified"')).toBe(isVerified)
    expect(page.includes('<main class="verified">')).toBe(isVerified)
    expect(page.includes('og:title')).toBe(isVerified)
    expect(page.includes('application/ld+json')).toBe(isVerified)
    expect(page.includes('<nav')).toBe(isVerified)
    if (isVerified) return
    expect(second).toBe(seen.message)
    expect(page).toMatch(/<div class="verdict (failed|unsure)"><h1>/)
    expect(page).toMatch(/<title>([^<]*)<\/title>/)
    expect(/<title>([^<]*)<\/title>/.exec(page)![1]).toBe(first)
    expect(page).not.toContain(`>${WORDS[language].verified}</strong>`)
    // The parts come before the content.
    expect(page.indexOf('id="parts"')).toBeLessThan(page.indexOf('<article'))
  })
})

describe('the parts on the page of a larger credential that they do not prove', () => {
  it('are listed with those that prove nothing first', async () => {
    const [python, statistics, firstAid] = PARTS
    const seen = await verifyStack(await diploma(), [firstAid, statistics], { now: NOW, pathway: data })
    const classes = [...(await pageOf(seen)).matchAll(/<td role="cell" class="(\w+)">([^<]*)<\/td><\/tr>/g)]
    expect(classes.map(([, , verdict]) => verdict)).toEqual(['Not shown', 'Verified', 'Verified'])
    expect(python).toBeDefined()
  })

  it('do not look verified if they are themselves contradicted', async () => {
    const name = FORGERIES.find(({ expected }) => expected.startsWith('contradicted part_contradicted'))!.name
    const page = await pageOf(await judged(name))
    expect(page).toContain('<td role="cell" class="fail">Contradicted by its own badges</td>')
  })
})

const CONTRADICTED = FORGERIES.filter(({ expected }) => expected.startsWith('contradicted'))

describe('a contradicted credential', () => {
  it('is in the tamper matrix for each reason', () => {
    expect(new Set(CONTRADICTED.map(({ expected }) => expected.split(/[ ;]/)[1])).size).toBeGreaterThan(4)
  })

  it.each(CONTRADICTED.map(({ name }) => name))('gets no certificate: %s', async (forgery) => {
    const { report } = await judged(forgery)
    for (const each of [report, structuredClone({ ...report }), JSON.parse(JSON.stringify(report))]) {
      let refused: unknown
      try {
        certificate(each as VerifiedCredentialReport)
      } catch (error) {
        refused = error
      }
      expect(isOpenBadgeError(refused, 'report_unverified') && refused.details).toMatchObject({
        code: 'stack_contradicted',
      })
    }
  })

  it.each(CONTRADICTED.map(({ name }) => name))(
    'is contradicted on a page of its report alone, and of a copy of it: %s',
    async (forgery) => {
      const { report } = await judged(forgery)
      for (const language of LANGUAGES)
        for (const each of [report, JSON.parse(JSON.stringify(report)) as Report]) {
          const page = await credentialPage(undefined, each, { language })
          expect(textsOf(page)[0]).toBe(TITLES[language].contradicted)
          expect(page).toContain('class="mark" aria-hidden="true"')
          expect(page).not.toContain('og:title')
          expect(summarise(each, language)).toMatchObject({ verdict: 'failed', mark: 'contradicted' })
        }
    },
  )
})

describe('a record of a contradicted credential', () => {
  it('is contradicted on its own page too, which shows its content as claims only', async () => {
    const python = await badge('python')
    const firstAid = await badge('first-aid', { revocable: true })
    const parts = [firstAid, python, PARTS[1]!]
    const done = await evaluated(parts)
    const made = stackRecord(data, done, await diploma(parts), { ...OPTIONS, validFrom: THEN })
    const record = await issue(made, { signer: university, created: THEN, load: load([]) })
    const options = { now: NOW, pathway: data, load: load([String(firstAid['id'])]) }
    const seen = await verifyStack(record, [], options)
    expect(seen).toMatchObject({ level: 'contradicted', code: 'part_lost', record: { verified: true } })
    if (seen.level === undefined) return
    const page = await credentialPage(undefined, seen.record)
    expect(textsOf(page)[0]).toBe('Contradicted')
    expect(page).toContain('class="claims"')
    expect(page).not.toContain('verdict verified')
  })
})

describe('other levels', () => {
  it('leave the credential itself its certificate, because its own report is verified', async () => {
    const seen = await verifyStack(await diploma(), [], { now: NOW, pathway: data })
    expect(seen.level).toBe('asserted')
    expect(certificate(seen.report as VerifiedCredentialReport)).toContain('Data assistant')
  })

  it('are not proven on a page of a credential without parts', async () => {
    const shown = await badge('ethics')
    const seen = await verifyStack(shown, [], { now: NOW })
    expect(textsOf(await pageOf(seen))[0]).toBe('Not proven')
  })

  it('cannot be written as proven by somebody else', async () => {
    const seen = await judged('a part withheld')
    const proven = { ...seen, verified: true, level: 'proven' } as unknown as StackReport
    await expect(pageOf(proven)).rejects.toMatchObject({ code: 'report_mismatch' })
    const verified = { ...seen, verified: true } as unknown as StackReport
    await expect(pageOf(verified)).rejects.toMatchObject({ code: 'report_mismatch' })
  })
})
