/** `laurel/net`: loads documents over https with guards. */
export { type CacheEntry, type DocumentCache, type MemoryCacheOptions, memoryCache } from './memory-cache.js'
export { remote } from './remote.js'
export type { RemoteOptions } from './remote-options.js'
