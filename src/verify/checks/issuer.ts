/**
 * Row 3: does the key belong to the issuer? A valid signature with the key of somebody else does not count (VCDM 2.0 §7.1; Open
 * Badges 3.0 Implementation Guide, Key Provenance).
 */
import { idOf } from '../../encoding/json.js'
import { type Check, type Finding, fail, pass, skipped, unknown } from '../verification/secured-document.js'
import { isSigned } from './proof.js'

export const issuer: Check = {
  run: ({ kind, document, proofs }, { settings }) => {
    const holder = kind === 'presentation'
    const name = idOf(document[holder ? 'holder' : 'issuer'])
    if (name === undefined) return holder ? skipped('holder_absent') : fail('issuer_missing')
    const signed = proofs.filter(isSigned)
    const bound = signed.filter((result) => result.verified && result.controller === name)
    const enough = settings.proofPolicy === 'all' ? bound.length === signed.length : bound.length > 0
    if (enough) return pass(holder ? 'holder_bound' : 'key_bound', { [holder ? 'holder' : 'issuer']: name })
    return unbound(
      holder,
      name,
      signed.some(({ outcome }) => outcome === 'unknown'),
    )
  },
}

function unbound(holder: boolean, name: string, open: boolean): Finding {
  const details = { [holder ? 'holder' : 'issuer']: name }
  if (open) return unknown('key_binding_unknown', details)
  return {
    ...fail(holder ? 'holder_not_bound' : 'key_not_bound', details),
    pointer: holder ? '/holder' : '/issuer',
  }
}
