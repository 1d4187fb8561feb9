/** Says that a document needs the general processor; thrown before anything was decided. */

/** Caught in one place, which hands the whole document to jsonld.js. Nobody outside this room sees it. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported'
}
