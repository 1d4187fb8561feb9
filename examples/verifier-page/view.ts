/** Draws a report. Everything foreign becomes text; no markup is ever parsed. */
import type { Envelope, Language, Report, VerifiedBadge } from 'laurel'
import { badgeImage, dayInWords, type Summary, summarise, WORDS } from 'laurel/share'
import { TEXTS } from './texts.js'

type Child = Node | string | undefined

/** The parts of the result, verdict first. */
export function reportView(report: Report, language: Language): { summary: Summary; parts: HTMLElement[] } {
  const summary = summarise(report, language)
  const parts = [verdictPart(summary, language, report.verified), checksPart(report, language)]
  // Show verified content only. For a presentation or record, show each credential inside.
  const badges = report.badges.filter((badge) => badge.verified)
  if (report.verified) parts.splice(1, 0, ...badges.map((badge) => badgePart(badge, language)))
  if (report.verified && report.envelope?.by !== undefined)
    parts.splice(1, 0, envelopePart(report.envelope, language))
  if (report.warnings.length > 0) parts.push(warningsPart(report, language))
  return { summary, parts }
}

function verdictPart(summary: Summary, language: Language, shown: boolean): HTMLElement {
  const heading = element('h2', { id: 'verdict', tabindex: '-1' }, summary.title)
  const reason = summary.reason === undefined ? undefined : element('p', {}, summary.reason)
  const hidden = shown ? undefined : element('p', {}, TEXTS[language].hidden)
  return element('div', { class: `card verdict ${summary.verdict}` }, heading, reason, hidden)
}

function envelopePart({ name, by }: Envelope, language: Language): HTMLElement {
  const { collectedBy, presentedBy } = WORDS[language]
  const text =
    name === undefined ? `${presentedBy} ${by?.id}` : `${name}: ${collectedBy} ${by?.name ?? by?.id}`
  return element('p', { class: 'card', dir: 'auto' }, text)
}

function badgePart(badge: VerifiedBadge, language: Language): HTMLElement {
  const words = WORDS[language]
  const { issuer, recipient, awarded, validUntil } = badge
  // Only an Open Badge has an achievement.
  const achievement = badge.kind === 'open-badge' ? badge.achievement : undefined
  const name = achievement?.name || badge.name
  const description = achievement?.description ?? badge.description
  const issuerName = issuer.name ?? issuer.id ?? ''
  const drawing = badgeImage({ title: name || '—', issuer: issuerName })
  const picture = element('img', { alt: '', width: '600', height: '600', src: dataAddress(drawing) })
  const rows: [string, string | undefined][] = [
    [words.awardedBy, issuerName],
    [words.rows.issuer, issuer.id],
    [words.awardedTo, recipient.name],
    [words.awardedOn, awarded === undefined ? undefined : dayInWords(awarded, language)],
    [words.validUntil, validUntil === undefined ? undefined : dayInWords(validUntil, language)],
    [words.criteria, achievement?.criteria.narrative ?? achievement?.criteria.url],
    [words.skills, achievement?.skills.map((skill) => skill.name).join(', ') || undefined],
  ]
  const list = rows
    .filter((row): row is [string, string] => row[1] !== undefined && row[1] !== '')
    .flatMap(([term, value]) => [element('dt', {}, term), element('dd', { dir: 'auto' }, value)])
  return element(
    'article',
    { class: 'card badge', 'aria-label': TEXTS[language].about },
    element('figure', {}, picture, element('figcaption', { class: 'hint' }, TEXTS[language].drawn)),
    element(
      'div',
      {},
      element('h2', { dir: 'auto' }, name),
      description === undefined ? undefined : element('p', { dir: 'auto' }, description),
      element('dl', {}, ...list),
      element('p', { class: 'hint' }, TEXTS[language].selfNamed),
    ),
  )
}

function checksPart(report: Report, language: Language): HTMLElement {
  const words = WORDS[language]
  const rows = report.checks.map(({ id, outcome, message }) =>
    element(
      'tr',
      { role: 'row', 'data-check': id, 'data-outcome': outcome },
      element('th', { role: 'rowheader', scope: 'row' }, words.rows[id]),
      element('td', { role: 'cell', class: `outcome ${outcome}` }, words.outcomes[outcome]),
      element('td', { role: 'cell', class: 'message' }, message),
    ),
  )
  const head = element(
    'tr',
    { role: 'row' },
    element('th', { role: 'columnheader', scope: 'col' }, words.check),
    element('th', { role: 'columnheader', scope: 'col' }, words.result),
    element('td', { role: 'cell' }),
  )
  return element(
    'div',
    { class: 'card' },
    element(
      'table',
      // Explicit roles, because narrow screens show the table as blocks.
      { role: 'table', class: report.verified ? 'holds' : '' },
      element('caption', {}, words.checks),
      element('thead', { role: 'rowgroup' }, head),
      element('tbody', { role: 'rowgroup' }, ...rows),
    ),
  )
}

function warningsPart(report: Report, language: Language): HTMLElement {
  const messages = new Set(report.warnings.map(({ message }) => message))
  const items = Array.from(messages, (message) => element('li', {}, message))
  return element(
    'div',
    { class: 'card' },
    element('h3', {}, TEXTS[language].remarks),
    element('ul', {}, ...items),
  )
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly Child[]
): HTMLElement {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) node.setAttribute(key, value)
  node.append(...children.filter((child): child is Node | string => child !== undefined))
  return node
}

/** SVG of our own making, and still only through `<img>`. */
function dataAddress(svg: Uint8Array): string {
  return `data:image/svg+xml,${encodeURIComponent(new TextDecoder().decode(svg))}`
}
