/** Links that open the sharing forms of networks. They need no script and load nothing from the networks. */
import { requireText } from '../../encoding/arguments.js'
import { checkOptionNames } from '../../encoding/options.js'
import { encodeQuery, requireWebAddress } from '../facts/escape.js'

export type Network =
  | 'linkedin'
  | 'x'
  | 'facebook'
  | 'bluesky'
  | 'mastodon'
  | 'whatsapp'
  | 'telegram'
  | 'reddit'
  | 'email'

export interface ShareOptions {
  /** Text of the message. */
  readonly text?: string
  /** Title or subject. */
  readonly title?: string
  /** Host of the reader's Mastodon server; by default the largest one. */
  readonly mastodonHost?: string
}

interface Message {
  readonly url: string
  readonly title: string
  readonly text: string
  readonly both: string
  readonly mastodonHost: string
}

const NETWORKS: Readonly<Record<Network, (message: Message) => string>> = {
  linkedin: ({ url }) => `https://www.linkedin.com/sharing/share-offsite/?${encodeQuery({ url })}`,
  x: ({ url, text }) => `https://x.com/intent/post?${encodeQuery({ text, url })}`,
  facebook: ({ url }) => `https://www.facebook.com/sharer/sharer.php?${encodeQuery({ u: url })}`,
  bluesky: ({ both }) => `https://bsky.app/intent/compose?${encodeQuery({ text: both })}`,
  mastodon: ({ both, mastodonHost }) => `https://${mastodonHost}/share?${encodeQuery({ text: both })}`,
  whatsapp: ({ both }) => `https://wa.me/?${encodeQuery({ text: both })}`,
  telegram: ({ url, text }) => `https://t.me/share/url?${encodeQuery({ url, text })}`,
  reddit: ({ url, title }) => `https://www.reddit.com/submit?${encodeQuery({ url, title })}`,
  email: ({ title, both }) => `mailto:?${encodeQuery({ subject: title, body: both })}`,
}

const OPTIONS: ReadonlySet<string> = new Set([
  'text',
  'title',
  'mastodonHost',
] satisfies (keyof ShareOptions)[])

/**
 * Makes links that open the sharing form of each network. Nothing is loaded from the networks.
 *
 * @param url - Public page of the credential.
 * @param options - `title`, `text`; `mastodonHost`: default `mastodon.social`.
 * @returns One link for each network.
 * @throws TypeError for a URL that is not http or https, or bad options.
 * @example
 * const { bluesky } = shareLinks('https://example.edu/badges/42', { text: 'I earned Rust I.' })
 */
export function shareLinks(url: string, options: ShareOptions = {}): Readonly<Record<Network, string>> {
  checkOptionNames('shareLinks', options, OPTIONS)
  const address = requireWebAddress('url', url)
  const { text = '', title = text, mastodonHost = 'mastodon.social' } = options
  requireText('shareLinks', 'text', text, 'a text')
  requireText('shareLinks', 'title', title, 'a text')
  if (typeof mastodonHost !== 'string' || !/^[a-z0-9.-]+$/i.test(mastodonHost))
    throw new TypeError("shareLinks: mastodonHost must be a host name, such as 'mastodon.social'")
  const both = text === '' ? address : `${text}\n${address}`
  const message = { url: address, title, text, both, mastodonHost }
  const links = {} as Record<Network, string>
  for (const network of Object.keys(NETWORKS) as Network[]) links[network] = NETWORKS[network](message)
  return links
}
