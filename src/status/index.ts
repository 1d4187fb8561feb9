/** The public exports of this room. */
export {
  type DecodeOptions,
  decodeStatusList,
  encodeStatusList,
  type StatusList,
  type StatusListOptions,
  statusList,
} from './bitstring.js'
export { type StatusPlace, statusIndex, statusIndices, statusPlace } from './index-permutation.js'
export { type RevocationListOptions, revocationList } from './revocation-list.js'
export { type StatusEntryOptions, type StatusMessage, statusEntry } from './status-entry.js'
export { type StatusListCredentialOptions, statusListCredential } from './status-list-credential.js'
