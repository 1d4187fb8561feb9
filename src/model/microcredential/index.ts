/** The public exports of this room. */
export type { ElementOutcome } from './elements.js'
export { lintMicrocredential, type MicrocredentialFinding } from './lint-microcredential.js'
export {
  type MicrocredentialExtension,
  type MicrocredentialExtensionOptions,
  microcredentialExtension,
} from './microcredential-extension.js'
export type { MicrocredentialProfile, Requirement } from './profiles.js'
