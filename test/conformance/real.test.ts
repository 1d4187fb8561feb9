/** Rebuilt public reports: credentials as the field has them, with the verdict wanted for each. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/verify/report/report.js'
import { hasVectors, vectors } from '../vectors.js'
import { verify } from '../verify/checked.js'

const folder = join(vectors, 'real')
const NOW = new Date('2026-06-01T00:00:00Z')

const rows = hasVectors
  ? readFileSync(join(folder, 'INDEX.tsv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t') as [file: string, wanted: string, shows: string])
  : []

/** Files whose wanted verdict waits for what is not built yet. */
const PENDING: Readonly<Record<string, string>> = {
  'validator-23.jws': 'older badges',
}

/** What the first words of a wanted verdict ask of a report. */
const WANTED: readonly (readonly [
  pattern: RegExp,
  holds: (report: Report, shows: RegExpExecArray) => void,
])[] = [
  [
    /^verified, conforms false \((.+)\)$/,
    (report, [, place]) => {
      expect(report).toMatchObject({ verified: true, conforms: false })
      const pointers = report.issues.map(({ pointer }) => pointer)
      const wanted = place === 'the term' ? '/credentialSubject/activityFormat' : place!
      expect(pointers.some((pointer) => pointer.endsWith(wanted))).toBe(true)
    },
  ],
  [
    /^verified, with a warning$/,
    (report) => {
      expect(report.verified).toBe(true)
      expect(report.warnings).not.toEqual([])
    },
  ],
  [
    /^verified, with a remark that the achievement's creator is another than the issuer$/,
    (report) => {
      expect(report.verified).toBe(true)
      expect(report.warnings).toContainEqual(
        expect.objectContaining({ code: 'creator_other', pointer: '/credentialSubject/achievement/creator' }),
      )
    },
  ],
  [
    /^verified where both chunks are byte-equal$/,
    (report) => {
      expect(report.verified).toBe(true)
      expect(report.warnings).toContainEqual(expect.objectContaining({ code: 'image_warning' }))
    },
  ],
  [
    /^not verified; the sentence says that it is a (\w+)$/,
    (report, [, type]) => {
      expect(report).toMatchObject({ verified: false })
      expect(report.checks[0]).toMatchObject({ outcome: 'fail', details: { type } })
      expect(report.checks[0]!.message).toContain(type)
    },
  ],
  [
    /^not verified; two embedded reports: the first verified, the second not$/,
    (report) => {
      expect(report).toMatchObject({ verified: false, check: { proof: { code: 'presentation_unsigned' } } })
      expect(report.embedded?.map(({ report: { verified } }) => verified)).toEqual([true, false])
      expect(report.badges.map(({ verified }) => verified)).toEqual([true, false])
    },
  ],
  [
    /^not verified as a presentation; the badge inside is reported$/,
    (report) => {
      expect(report).toMatchObject({ verified: false, check: { proof: { code: 'challenge_missing' } } })
      expect(report.badges).toMatchObject([{ verified: true }])
    },
  ],
  [
    /^verified or refused with both names in the sentence/,
    (report) => {
      if (report.verified) return
      expect(report.check.proof).toMatchObject({ outcome: 'fail', code: 'values_contradict' })
      for (const name of ['Hill School', 'Hill School, Dept. of Knots']) {
        expect(report.check.proof.message).toContain(`“${name}”`)
      }
    },
  ],
  [
    /^verified; an asked e-mail matches the subject's mailto: id$/,
    (report) => {
      expect(report.verified).toBe(true)
      expect(report.check.recipient.outcome).not.toBe('fail')
    },
  ],
  [/^verified$/, (report) => expect(report.verified).toBe(true)],
]

let passed = 0

describe.skipIf(!hasVectors)('credentials as they are found', () => {
  for (const [file, wanted] of rows) {
    const pending = PENDING[file]
    it.skipIf(pending !== undefined)(
      `${file}: ${pending === undefined ? wanted : `waits for ${pending}`}`,
      async () => {
        const row = WANTED.find(([pattern]) => pattern.test(wanted))
        expect(row, 'every wanted verdict is understood').toBeDefined()
        const report = await verify(new Uint8Array(readFileSync(join(folder, file))), { now: NOW })
        row![1](report, row![0].exec(wanted)!)
        passed++
      },
    )
  }

  it('are in the list if they wait', () => {
    expect(Object.keys(PENDING).filter((file) => !rows.some(([name]) => name === file))).toEqual([])
  })

  afterAll(() => {
    const waiting = Object.keys(PENDING)
    console.log(
      `conformance: real ${passed}/${rows.length}; pending ${waiting.length}: ${waiting.join(', ')}`,
    )
  })
})
