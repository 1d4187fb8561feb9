/** The public exports of this room, `laurel/net`. */
export { type CacheEntry, type DocumentCache, type MemoryCacheOptions, memoryCache } from './memory-cache.js'
export { remote } from './remote.js'
export type { RemoteOptions } from './remote-options.js'
