/** Files that people hand in for badges and that are none, by their first bytes. */

interface FileType {
  readonly name: string
  readonly image?: true
  /** Latin-1 text at offsets. */
  readonly signature: readonly (readonly [offset: number, text: string])[]
}

const FILE_TYPES: readonly FileType[] = [
  { name: 'JPEG', image: true, signature: [[0, '\xff\xd8\xff']] },
  {
    name: 'WebP',
    image: true,
    signature: [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  },
  { name: 'GIF', image: true, signature: [[0, 'GIF8']] },
  { name: 'PDF', signature: [[0, '%PDF-']] },
  { name: 'ZIP', signature: [[0, 'PK\x03\x04']] },
  { name: 'gzip', signature: [[0, '\x1f\x8b']] },
]

export function fileTypeOf(bytes: Uint8Array): FileType | undefined {
  return FILE_TYPES.find(({ signature }) =>
    signature.every(([offset, text]) => startsAt(bytes, offset, text)),
  )
}

function startsAt(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[offset + i] !== text.charCodeAt(i)) return false
  return true
}

/**
 * A COSE_Sign1 message: a list of four that begins with bytes, with or without its tag (RFC 9052 section 4.2). No text
 * begins so.
 */
export function isCose(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd2 ? bytes[1] === 0x84 : bytes[0] === 0x84 && bytes[1]! >> 5 === 2
}

/** Which UTF-16 a byte order mark announces. */
export function utf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}
