import { expect, it } from 'vitest'
import { fuzz } from './fuzz.js'

it('no mutant throws, and none that says something else is verified', async () => {
  const { violations, codes, verified } = await fuzz(600, 20_260_501)
  expect(violations).toEqual([])
  // The mutants reach far into the checks, not only the parser.
  expect(codes.size).toBeGreaterThan(15)
  expect(verified).toBeGreaterThan(10)
}, 240_000)
