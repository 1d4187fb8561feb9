/** Any character of Unicode. The `binary` of fast-check is the same, and first makes a table of all of them, for a second. */
import fc from 'fast-check'

const SURROGATES = 0xd800
const SURROGATE_COUNT = 0x800

export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10_ff_ff - SURROGATE_COUNT })
  .map((number) => String.fromCodePoint(number < SURROGATES ? number : number + SURROGATE_COUNT))
