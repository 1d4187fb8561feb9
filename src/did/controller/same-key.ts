/** Finds a key in a document again, whether it is written as Multikey, as JSON Web Key or in an older form. */
import type { JsonObject } from '../../encoding/json.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import { compressPoint } from '../../keys/formats/ec-point.js'
import { encodeMultikey } from '../../keys/formats/multikey.js'
import { keysOf } from '../verification-method/key-material.js'

/**
 * The methods with the key of `method`; forms that cannot be read are not compared. `withSameKey` is for keys that are imported,
 * which may take a promise.
 */
export function methodsOfKey(method: JsonObject, methods: readonly JsonObject[]): readonly JsonObject[] {
  const own = multikeys(method)
  return methods.filter((other) => multikeys(other).some((key) => own.includes(key)))
}

/** Each key as Multikey, or as text if it has none. */
function multikeys(method: JsonObject): readonly string[] {
  return keysOf(method).flatMap((text) => {
    const [curve, x, y] = text?.split(' ') ?? []
    if (curve === undefined || x === undefined) return curve ?? []
    if (curve === 'Ed25519') return encodeMultikey(curve, decodeBase64url(x))
    if (curve !== 'P-256' && curve !== 'P-384') return text!
    return encodeMultikey(curve, compressPoint({ x: decodeBase64url(x), y: decodeBase64url(y!) }))
  })
}
