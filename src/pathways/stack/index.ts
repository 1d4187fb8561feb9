/** The public exports of this room, except the files that export nothing else. */
export { partBytes, partDigest } from './part-bytes.js'
export { type SealedPart, sealParts } from './seal-parts.js'
