/** An issuer, a learner, a badge and its status lists. */
import {
  achievement,
  generateSigner,
  issue,
  openBadge,
  profile,
  statusEntry,
  statusList,
  statusListCredential,
} from 'laurel'
import { badgeImage } from 'laurel/share'

export type World = Awaited<ReturnType<typeof makeWorld>>

const LIST = 'https://example.edu/status/1'
/** Where the badge stands in its status list. */
const INDEX = 42
/** A PNG of one pixel. */
export const PNG: Uint8Array = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
)

/** Called, and not made at once when the module loads: workers have no random numbers then. */
export async function makeWorld() {
  const [university, ada] = [await generateSigner(), await generateSigner()]
  const issuer = profile({ id: university.controller, name: 'Example University' })
  const rust = achievement({
    id: 'https://example.edu/achievements/rust-1',
    name: 'Rust I',
    description: 'Writes safe systems code.',
    criteria: 'Passed **the exam**.',
  })
  const unsigned = openBadge({
    issuer,
    recipient: { id: ada.controller },
    achievement: rust,
    credentialStatus: statusEntry({ statusListCredential: LIST, index: INDEX }),
  })
  const signed = await issue(unsigned, { signer: university })
  const publish = async (list: ReturnType<typeof statusList>) =>
    issue(await statusListCredential({ id: LIST, issuer: university.controller, list }), {
      signer: university,
    })
  const changed = statusList()
  changed.set(INDEX)
  const [published, withdrawn] = [await publish(statusList()), await publish(changed)]
  return {
    university,
    ada,
    issuer,
    rust,
    unsigned,
    signed,
    text: JSON.stringify(signed),
    load: async (): Promise<unknown> => published,
    loadWithdrawn: async (): Promise<unknown> => withdrawn,
    svg: badgeImage({ title: 'Rust I', issuer: 'Example University' }),
  }
}
