/** `key` for did:key:z6Mk…; empty for a URL that is not a DID. The rest of the DID is not checked. */
export function methodName(controller: string): string {
  return /^did:([a-z0-9]+):/.exec(controller)?.[1] ?? ''
}
