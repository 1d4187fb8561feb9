/** `verify`, with every report held against its published schema, as a program in another language would see it. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { verify as plain } from '../../src/verify/verify.js'

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/report.json', import.meta.url), 'utf8'),
) as object
const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTuples: false,
  strictTypes: false,
  strictRequired: false,
}).compile(schema)

export const verify: typeof plain = async (input, options) => {
  const report = await plain(input, options)
  if (!validate(JSON.parse(JSON.stringify(report)))) {
    throw new Error(`the report breaks its schema: ${JSON.stringify(validate.errors?.slice(0, 3))}`)
  }
  const rows = report.checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown')
  if (report.verified && rows.length > 0) throw new Error('verified in spite of a row')
  if (!report.verified && rows.length === 0 && options?.require === undefined) {
    throw new Error('not verified, and no row says why')
  }
  return report
}
