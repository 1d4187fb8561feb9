/** The public exports of this room. */
export { bundled } from './bundled.js'
export { type Cache, cached, documents, firstOf } from './loaders.js'
export { documentFromBytes } from './source-bytes.js'
