/** A credential as people read it: picture, title, issuer, dates, criteria, skills and evidence. */
import type { CredentialFacts } from '../../model/reading/credential-facts.js'
import type { Language } from '../../verify/messages/sentence.js'
import { badgeImage } from '../art/badge-image.js'
import { escapeMarkup, webAddress } from '../facts/escape.js'
import { embeddedImage, imageData } from './html-page.js'
import { dayInWords, type Mark, WORDS } from './words.js'

/**
 * An `<article>`, with the mark written across it where there is one.
 * @param image the picture to show instead of the credential's own
 */
export function badgeArticle(
  facts: CredentialFacts,
  mark: Mark | undefined,
  image: Uint8Array | undefined,
  language: Language,
): string {
  const words = WORDS[language]
  const lang = facts.language === undefined ? '' : ` lang="${escapeMarkup(facts.language)}"`
  const issuerPage = webAddress(facts.issuer.url) ?? webAddress(facts.issuer.id)
  const rows: [string, string][] = []
  if (facts.recipientName !== undefined) rows.push([words.awardedTo, foreign(facts.recipientName)])
  if (facts.issued !== undefined) rows.push([words.awardedOn, dayInWords(facts.issued, language)])
  if (facts.expires !== undefined) rows.push([words.validUntil, dayInWords(facts.expires, language)])
  if (facts.id !== undefined) rows.push([words.identifier, `<code>${escapeMarkup(facts.id)}</code>`])
  return [
    mark === undefined
      ? '<article>'
      : `<article class="marked"><p class="mark" aria-hidden="true">${words.marks[mark]}</p>`,
    `<figure><img src="${pictureOf(facts, image)}" alt="${escapeMarkup(facts.title)}" width="600" height="600"></figure>`,
    '<div>',
    `<h1 dir="auto"${lang}>${escapeMarkup(facts.title)}</h1>`,
    `<p class="by">${words.awardedBy} ${link(issuerPage, facts.issuer.name)}</p>`,
    facts.description === undefined
      ? ''
      : `<p class="text" dir="auto"${lang}>${escapeMarkup(facts.description)}</p>`,
    rows.length === 0
      ? ''
      : `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`,
    criteriaSection(facts, words.criteria),
    listSection(
      words.skills,
      facts.alignments.map(({ name, url, framework }) =>
        link(webAddress(url), framework === undefined ? name : `${name} (${framework})`),
      ),
    ),
    listSection(
      words.evidence,
      facts.evidence.map(({ name, url }) => link(webAddress(url), name ?? url ?? '—')),
    ),
    '</div>',
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function criteriaSection({ criteria }: CredentialFacts, heading: string): string {
  const { narrative, url } = criteria
  const address = webAddress(url)
  if (narrative === undefined && address === undefined) return ''
  const text = narrative === undefined ? '' : `<p class="text" dir="auto">${escapeMarkup(narrative)}</p>`
  return `<h2>${heading}</h2>${text}${address === undefined ? '' : `<p>${link(address, address)}</p>`}`
}

function listSection(heading: string, items: readonly string[]): string {
  if (items.length === 0) return ''
  return `<h2>${heading}</h2><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

/** The picture as an address that loads nothing. */
export function pictureOf(facts: CredentialFacts, image: Uint8Array | undefined): string {
  if (image !== undefined) return imageData(image)
  const drawn = (): string => imageData(badgeImage({ title: facts.title || '—', issuer: facts.issuer.name }))
  return embeddedImage(facts.image) ?? drawn()
}

/** Addresses out of a credential are foreign: no referrer, no vote for search engines. */
export function link(address: string | undefined, text: string): string {
  if (address === undefined) return foreign(text)
  return `<a href="${escapeMarkup(address)}" rel="noopener noreferrer nofollow ugc">${foreign(text)}</a>`
}

export function foreign(text: string): string {
  return `<bdi>${escapeMarkup(text)}</bdi>`
}
