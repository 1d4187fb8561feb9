/** What the command puts into the bundle of each runtime. */
declare module 'runtimes:data' {
  export const data: import('./data.js').Data
}

/** The packed file of the platform that laurel uses in this runtime. */
declare module 'runtimes:platform' {
  type Tested = import('./conformance.js').Tested
  export const importEd25519Public: Tested['importEd25519Public']
  export const verifyEd25519: Tested['verifyEd25519']
  export const gunzip: Tested['gunzip']
  export const inflate: Tested['inflate']
}
