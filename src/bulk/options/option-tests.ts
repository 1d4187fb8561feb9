/** Tests of the options that several functions for batches have. */
import type { OptionTest } from '../../encoding/options.js'
import { callable, object, text } from '../../option-tests.js'

type Members = Readonly<Record<string, unknown>>

export const bytes: OptionTest = (value) => value instanceof Uint8Array

export const positive: OptionTest = (value) => typeof value === 'number' && value >= 1

export const threads: OptionTest = (value) => Number.isSafeInteger(value) && (value as number) >= 0

export const rowSource: OptionTest = (value) => object(value) && callable((value as Members)['blocks'])

export const signer: OptionTest = (value) =>
  object(value) && callable((value as Members)['sign']) && text((value as Members)['verificationMethod'])

/** Whether the value has the form of `KeyMaterial`. The key itself is read later. */
export const keyMaterial: OptionTest = (value) =>
  object(value) && ['jwk', 'pem', 'multikey'].includes((value as Members)['form'] as string)
