/** Thrown if a document needs the general processor. */

/** `canonize.ts` catches it and gives the whole document to jsonld.js. It does not leave this room. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
}
