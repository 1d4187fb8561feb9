/** Documents that the user vouches for: withdrawal lists, DID documents. They are looked up by their own id. */
import { bundled, didWebUrl, documents, firstOf, type Load } from 'laurel'

const LIMIT = 4_194_304

/** Answers for the bundled contexts and for these files; rejects with the name of a file that is none. */
export async function loadWith(files: readonly File[]): Promise<Load> {
  if (files.length === 0) return bundled
  const held: Record<string, unknown> = {}
  for (const file of files) {
    const { addresses, document } = await read(file).catch(() => {
      throw new Error(file.name)
    })
    for (const address of addresses) held[address] = document
  }
  return firstOf(bundled, documents(held))
}

async function read(file: File): Promise<{ addresses: readonly string[]; document: unknown }> {
  if (file.size > LIMIT) throw new Error('too large')
  const text = (await file.text()).trim()
  const jws = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text)
  const claims = JSON.parse(jws === null ? text : fromBase64url(jws[1]!)) as { id?: unknown; jti?: unknown }
  const id = claims.id ?? claims.jti
  if (typeof id !== 'string') throw new Error('no id')
  return { addresses: addressOf(id), document: jws === null ? claims : text }
}

/** Where the document would be fetched from. Nothing is fetched for other DIDs, which contain their key. */
function addressOf(id: string): readonly string[] {
  if (id.startsWith('did:web:')) return [didWebUrl(id)]
  return id.startsWith('did:') ? [] : [id]
}

function fromBase64url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
}
