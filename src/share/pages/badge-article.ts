/** The HTML of a credential: picture, title, issuer, dates, results, criteria, skills, evidence and endorsements. */
import type { Language } from '../../verify/messages/sentence.js'
import { escapeMarkup, webAddress } from '../facts/escape.js'
import type { EndorsementFacts, PageFacts, Work } from '../facts/page-facts.js'
import type { RenderText } from '../markdown/markdown.js'
import { dayInWords, type Mark, WORDS, type Words } from '../words/words.js'
import { embeddedImage, pictureOf } from './html-page.js'
import { resultTable } from './result-table.js'

export interface ArticleOptions {
  /** Written across the article. */
  readonly mark: Mark | undefined
  /** The picture to show instead of the credential's own. */
  readonly image: Uint8Array | undefined
  readonly language: Language
  readonly render: RenderText
  /** Number of the article in the page, for unique ids. */
  readonly index: number
}

/** Writes an `<article>`. */
export function badgeArticle(facts: PageFacts, options: ArticleOptions): string {
  const { mark, image, language, render, index } = options
  const words = WORDS[language]
  const lang = facts.language === undefined ? '' : ` lang="${escapeMarkup(facts.language)}"`
  // Some scripts share characters; the language chooses their shapes.
  const own: RenderText = (text) => (lang === '' ? render(text) : `<div${lang}>${render(text)}</div>`)
  return [
    `<article${mark === undefined ? '' : ' class="marked"'}>`,
    `<figure>${mark === undefined ? '' : `<p class="mark" aria-hidden="true">${words.marks[mark]}</p>`}<img src="${pictureOf(facts, image)}" alt="${escapeMarkup(facts.title)}" width="600" height="600"></figure>`,
    '<div>',
    `<h1 dir="auto"${lang}>${escapeMarkup(facts.title)}</h1>`,
    issuerLine(facts, words),
    facts.description === undefined
      ? ''
      : `<p class="text" dir="auto"${lang}>${escapeMarkup(facts.description)}</p>`,
    rowList(facts, words, language),
    resultTable(facts.results, language, `results-${index}`),
    facts.narrative === undefined ? '' : `<h2>${words.story}</h2>${own(facts.narrative)}`,
    criteriaSection(facts, words.criteria, own),
    listSection(
      words.skills,
      facts.alignments.map(({ name, url, framework }) =>
        link(webAddress(url), framework === undefined ? name : `${name} (${framework})`),
      ),
    ),
    listSection(words.tags, facts.tags.map(foreign), 'tags'),
    listSection(
      words.evidence,
      facts.work.map((item) => workItem(item, render)),
    ),
    endorsementSection(facts.endorsements, language, render),
    '</div>',
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function issuerLine({ issuer, issuerPicture }: PageFacts, words: Words): string {
  const page = webAddress(issuer.url) ?? webAddress(issuer.id)
  // Show the issuer's picture only if it is a data URL, so that the page loads nothing.
  const own = embeddedImage(issuerPicture)
  const picture = own === undefined ? '' : `<img class="logo" src="${own}" alt="" width="40" height="40">`
  return `<p class="by">${picture}<span>${words.awardedBy} ${link(page, issuer.name)}</span></p>`
}

function rowList(facts: PageFacts, words: Words, language: Language): string {
  const { recipientName, issued, expires, credits, id } = facts
  const rows: [string, string][] = []
  if (recipientName !== undefined) rows.push([words.awardedTo, foreign(recipientName)])
  if (issued !== undefined) rows.push([words.awardedOn, dayInWords(issued, language)])
  if (expires !== undefined) rows.push([words.validUntil, dayInWords(expires, language)])
  const earned = [credits.earned, credits.available].filter((each) => each !== undefined)
  if (earned.length > 0) rows.push([words.credits, earned.map(String).join(` ${words.of} `)])
  if (id !== undefined) rows.push([words.identifier, `<code>${escapeMarkup(id)}</code>`])
  if (rows.length === 0) return ''
  return `<dl>${rows.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`
}

function criteriaSection({ criteria }: PageFacts, heading: string, render: RenderText): string {
  const { narrative, url } = criteria
  const address = webAddress(url)
  if (narrative === undefined && address === undefined) return ''
  const text = narrative === undefined ? '' : render(narrative)
  return `<h2>${heading}</h2>${text}${address === undefined ? '' : `<p>${link(address, address)}</p>`}`
}

function workItem({ name, url, description, narrative }: Work, render: RenderText): string {
  const said = description === undefined ? '' : `<p dir="auto">${escapeMarkup(description)}</p>`
  return `${link(webAddress(url), name ?? url ?? '—')}${said}${narrative === undefined ? '' : render(narrative)}`
}

function endorsementSection(
  endorsements: readonly EndorsementFacts[],
  language: Language,
  render: RenderText,
): string {
  const words = WORDS[language]
  const items = endorsements.map(({ by, comment, since }) => {
    const day = since === undefined ? '' : `, ${words.since} ${dayInWords(since, language)}`
    const said = comment === undefined ? '' : render(comment)
    return `<figure class="praise"><blockquote>${said}</blockquote><figcaption>${link(webAddress(by.url), by.name)}${day}</figcaption></figure>`
  })
  return items.length === 0 ? '' : `<h2>${words.endorsements}</h2>${items.join('')}`
}

function listSection(heading: string, items: readonly string[], kind?: string): string {
  if (items.length === 0) return ''
  const own = kind === undefined ? '' : ` class="${kind}"`
  return `<h2>${heading}</h2><ul${own}>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

/** URLs of a credential are untrusted: send no referrer, and tell search engines not to follow. */
export function link(address: string | undefined, text: string): string {
  if (address === undefined) return foreign(text)
  return `<a href="${escapeMarkup(address)}" rel="noopener noreferrer nofollow ugc">${foreign(text)}</a>`
}

export function foreign(text: string): string {
  return `<bdi>${escapeMarkup(text)}</bdi>`
}
