/** Recognises public addresses. All others belong to internal networks, which an uploaded document must not reach. */
import ipaddr from 'ipaddr.js'

/** In a public range, but used for internal services of clouds. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16'])

/** Names for internal hosts. */
const INSIDE = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|onion)$/

/** True for unicast addresses of the public internet, also for IPv4 addresses in IPv6. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || METADATA.has(parsed.toString())) return false
  if (parsed.kind() === 'ipv4') return true
  const bytes = parsed.toByteArray()
  // Of IPv6 only 2000::/3 is public unicast; the rest is reserved or translated.
  return (bytes[0]! & 0xe0) === 0x20 && !isIsatap(bytes)
}

/** ISATAP (RFC 5214 §6.1): any prefix, then 0000:5efe or 0200:5efe, then an internal IPv4 address. */
function isIsatap(bytes: readonly number[]): boolean {
  return (bytes[8]! & ~0x02) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe
}

/** True for a name with a dot that is neither an address nor an internal name. `URL` must have normalised it. */
export function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '').toLowerCase()
  if (name.startsWith('[') || ipaddr.isValid(name)) return false
  return name.includes('.') && !INSIDE.test(name)
}
