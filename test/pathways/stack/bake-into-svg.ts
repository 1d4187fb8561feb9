import { bake } from '../../../src/index.js'

const PICTURE = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>')

/** A picture that carries the credential. */
export function bakeIntoSvg(credential: object | string): Uint8Array {
  return bake(PICTURE, credential)
}
