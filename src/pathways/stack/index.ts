/** The public exports of this room. */
export { partBytes, partDigest } from './part-bytes.js'
export { type SealedPart, sealParts } from './seal-parts.js'
export { PARTS_MAXIMUM, partsOf, type StackOptions, stack } from './stack.js'
export { type StackRecordOptions, stackRecord } from './stack-record.js'
