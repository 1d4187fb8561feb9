/** Whether two references name the same skill: by the key in their framework, never by name. */

/** CASE: the GUID is the same under every version of the address. */
export const CASE = /^https?:\/\/[^?#]*\/ims\/case\/v1p\d\/(?:CFItems|CFDocuments)\/([0-9a-f-]{36})$/i
/** CTDL and ASN: the CTID alone, or at the end of an address. */
const CTID = /(?:^|\/)(ce-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i
const ONET =
  /^https?:\/\/[a-z.]*\bonet(?:online|center)\.org\/[^?#]*\/(\d\.[A-Z](?:\.\d{1,2}){0,2}(?:\.[a-z])?)$/

/** The same text for all references to the same skill. */
export function skillKey(reference: string | { readonly url: string; readonly code?: string }): string {
  const { url, code } = typeof reference === 'string' ? { url: reference, code: undefined } : reference
  const guid = CASE.exec(url)?.[1]
  if (guid !== undefined) return `case:${guid.toLowerCase()}`
  const ctid = CTID.exec(code ?? '')?.[1] ?? CTID.exec(url)?.[1]
  if (ctid !== undefined) return `ctid:${ctid.toLowerCase()}`
  if (url.startsWith('http://data.europa.eu/esco/')) return url
  const element = ONET.exec(url)?.[1]
  if (element !== undefined) return `onet:${element}`
  return code === undefined ? url : JSON.stringify([url, code])
}
