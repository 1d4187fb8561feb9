/** Badges for the page: good, bad and odd, made by laurel itself. */
import { Resvg } from '@resvg/resvg-js'
import {
  bake,
  didDocument,
  generateSigner,
  issue,
  issueJwt,
  type OpenBadgeInput,
  openBadge,
  statusEntry,
  statusList,
  statusListCredential,
  verify,
} from 'laurel'
import { badgeImage, certificate, credentialPage } from 'laurel/share'

export interface SampleFile {
  readonly name: string
  readonly mimeType: string
  readonly bytes: Uint8Array
}

export const HOSTILE = `<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>`
export const ELSEWHERE = 'https://elsewhere.example'

const LIST = 'https://example.edu/status/1'

/** An SVG that would run script and load pictures, fonts and style sheets, if it were ever more than `<img>`. */
const ARMED = `<?xml-stylesheet href="${ELSEWHERE}/a.css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="globalThis.hacked=1">
<script>globalThis.hacked=1;parent.hacked=1</script><script href="${ELSEWHERE}/a.js"/>
<style>@import "${ELSEWHERE}/b.css"; @font-face{font-family:x;src:url(${ELSEWHERE}/f.woff)}</style>
<image href="${ELSEWHERE}/a.png" width="9" height="9"/><image xlink:href="${ELSEWHERE}/b.png" width="9" height="9"/>
<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="${ELSEWHERE}/"/></foreignObject>
<circle r="4" onclick="globalThis.hacked=1"/></svg>`

export async function makeBadges() {
  const signer = await generateSigner()
  const web = await generateSigner({ controller: 'did:web:example.edu' })
  const input = (more: object = {}, name = 'Rust I'): OpenBadgeInput =>
    ({
      issuer: { id: signer.controller, name: 'Example University' },
      recipient: { email: 'ada@example.org' },
      achievement: {
        id: 'https://example.edu/a/rust',
        name,
        description: 'Writes safe systems programs.',
        criteria: 'Passed the exam.',
      },
      validFrom: '2026-01-01T00:00:00Z',
      ...more,
    }) as OpenBadgeInput
  const sign = (more: object = {}, name?: string): Promise<object> =>
    issue(openBadge(input(more, name)), { signer })
  const good = await sign()
  const list = statusList()
  list.set(7)
  const revocations = await issue(
    (await statusListCredential({ id: LIST, issuer: signer.controller, list })) as object,
    { signer },
  )
  const image = badgeImage({ title: 'Rust I', issuer: 'Example University' })
  const armed = new TextEncoder().encode(ARMED)
  const baked = (credential: object | string, into: Uint8Array = image): Uint8Array =>
    bake(into, credential as never)
  return {
    good: file('good.json', 'application/json', JSON.stringify(good)),
    png: file('good.png', 'image/png', baked(good, rasterised(image))),
    svg: file('good.svg', 'image/svg+xml', baked(good)),
    jws: file('good.jws', 'text/plain', await issueJwt(openBadge(input()), { signer })),
    tampered: file('tampered.json', 'application/json', JSON.stringify(good).replace('Rust I', 'Rust V')),
    expired: file(
      'expired.svg',
      'image/svg+xml',
      baked(await sign({ validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' })),
    ),
    revoked: file(
      'revoked.json',
      'application/json',
      JSON.stringify(await sign({ credentialStatus: statusEntry({ statusListCredential: LIST, index: 7 }) })),
    ),
    notRevoked: file(
      'not-revoked.json',
      'application/json',
      JSON.stringify(await sign({ credentialStatus: statusEntry({ statusListCredential: LIST, index: 8 }) })),
    ),
    list: file('list.json', 'application/json', JSON.stringify(revocations)),
    didWeb: file(
      'web.json',
      'application/json',
      JSON.stringify(
        await issue(openBadge(input({ issuer: { id: web.controller, name: 'Example University' } })), {
          signer: web,
        }),
      ),
    ),
    didDocument: file('did.json', 'application/json', JSON.stringify(didDocument(web))),
    armed: file('armed.svg', 'image/svg+xml', baked(good, armed)),
    armedEmpty: file('armed-empty.svg', 'image/svg+xml', armed),
    hostile: file('hostile.json', 'application/json', JSON.stringify(await sign({ name: HOSTILE }, HOSTILE))),
    openBadge2: file('ob2.json', 'application/json', JSON.stringify(OPEN_BADGE_2)),
    html: file('page.html', 'text/html', `<!doctype html><title>x</title>${HOSTILE}`),
    junk: file('junk.bin', 'application/octet-stream', junk(20_000_000)),
    issuer: signer.controller,
    pages: await makePages(good, await sign({ name: HOSTILE }, HOSTILE), signer.controller),
  }
}

export type Badges = Awaited<ReturnType<typeof makeBadges>>

/** Share pages and certificates of a good badge and of one with hostile names. */
async function makePages(good: object, hostile: object, issuer: string): Promise<Record<string, string>> {
  const pages: Record<string, string> = {}
  for (const [name, badge] of Object.entries({ good, hostile })) {
    const report = await verify(badge, { issuers: [issuer] })
    const url = 'https://badges.example.edu/c/42'
    pages[`share-page-${name}`] = await credentialPage(badge as never, report, {
      url,
      share: ['linkedin', 'email'],
    })
    if (report.credential === undefined) throw new Error(`${name} is not verified`)
    pages[`certificate-${name}`] = certificate(report, { url, recipientName: 'Ada Lovelace' })
  }
  const forged = JSON.parse(JSON.stringify(good).replace('Rust I', 'Rust V'))
  pages['share-page-forged'] = await credentialPage(forged, await verify(forged), { language: 'de' })
  return pages
}

const OPEN_BADGE_2 = {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  id: 'https://example.edu/assertions/1',
  badge: 'https://example.edu/badges/1',
  recipient: { type: 'email', hashed: false, identity: 'ada@example.org' },
  issuedOn: '2019-01-01T00:00:00Z',
  verification: { type: 'HostedBadge' },
}

/** A real PNG, made by a rasteriser as an issuer would. */
function rasterised(svg: Uint8Array): Uint8Array {
  return new Resvg(Buffer.from(svg), { fitTo: { mode: 'width', value: 600 } }).render().asPng()
}

function file(name: string, mimeType: string, content: Uint8Array | string): SampleFile {
  return { name, mimeType, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content }
}

/** Noise from a small generator, so that every run has the same. */
function junk(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = 0, state = 1; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}
