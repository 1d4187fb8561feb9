/** Which addresses are public: everything else is somebody's inside, and not for an uploaded document to reach. */
import ipaddr from 'ipaddr.js'

/** Public by their range, yet served to machines from within their own cloud. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16'])

/** Names that never lead outside. */
const INSIDE = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|onion)$/

/** True for unicast addresses of the public internet, also when wrapped as IPv4 in IPv6. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast' || METADATA.has(parsed.toString())) return false
  if (parsed.kind() === 'ipv4') return true
  const bytes = parsed.toByteArray()
  // Of IPv6 only 2000::/3 is handed out; the rest is reserved, translated or wrapped.
  return (bytes[0]! & 0xe0) === 0x20 && !isIsatap(bytes)
}

/** ISATAP (RFC 5214 §6.1): under any prefix, an IPv4 address inside the site after 0000:5efe or 0200:5efe. */
function isIsatap(bytes: readonly number[]): boolean {
  return (bytes[8]! & ~0x02) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe
}

/** A name with a dot that is no address in disguise and no name for the inside. `URL` has normalised it. */
export function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '').toLowerCase()
  if (name.startsWith('[') || ipaddr.isValid(name)) return false
  return name.includes('.') && !INSIDE.test(name)
}
