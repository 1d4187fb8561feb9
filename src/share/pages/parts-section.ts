/** The parts of a larger credential: its level of proof in words, and each part with its verdict. */
import { isGood } from '../../pathways/verify-stack/level.js'
import type { JudgedStack, StackEntry, StackReport } from '../../pathways/verify-stack/report.js'
import type { Language } from '../../verify/messages/sentence.js'
import { escapeMarkup } from '../facts/escape.js'
import { factsOf } from '../facts/shown.js'
import { WORDS as PAGE_WORDS } from '../words/words.js'
import type { Summary } from './verdict.js'

interface PartWords {
  readonly heading: string
  readonly part: string
  readonly verdict: string
  /** Name for a sealed part that was not opened. */
  readonly sealed: string
  /** Titles of the page if the parts do not prove the credential. */
  readonly partly: string
  readonly asserted: string
  readonly standings: Readonly<Record<Verdict, string>>
}

type Verdict = NonNullable<StackEntry['standing']> | Exclude<StackEntry['outcome'], 'shown'> | 'contradicted'

const WORDS: Readonly<Record<Language, PartWords>> = {
  en: {
    heading: 'Badges on which it is based',
    part: 'Badge',
    verdict: 'Verdict',
    sealed: 'Sealed badge',
    partly: 'Only partly proven',
    asserted: 'Not proven',
    standings: {
      holds: 'Verified',
      expired: 'Was valid, expired since',
      revoked: 'Withdrawn',
      suspended: 'Suspended',
      open: 'Could not be fully checked',
      forged: 'Signature not valid',
      not_verified: 'Not verified',
      withheld: 'Not shown',
      altered: 'Not the badge that is named',
      reshaped: 'Another version of the badge that is named',
      contradicted: 'Contradicted by its own badges',
    },
  },
  de: {
    heading: 'Nachweise, auf denen er beruht',
    part: 'Nachweis',
    verdict: 'Ergebnis',
    sealed: 'Versiegelter Nachweis',
    partly: 'Nur teilweise belegt',
    asserted: 'Nicht belegt',
    standings: {
      holds: 'Geprüft und echt',
      expired: 'War gültig, seither abgelaufen',
      revoked: 'Zurückgezogen',
      suspended: 'Ausgesetzt',
      open: 'Nicht vollständig prüfbar',
      forged: 'Signatur nicht gültig',
      not_verified: 'Nicht bestätigt',
      withheld: 'Nicht gezeigt',
      altered: 'Nicht der genannte Nachweis',
      reshaped: 'Andere Fassung des genannten Nachweises',
      contradicted: 'Durch seine eigenen Nachweise widerlegt',
    },
  },
  fr: {
    heading: 'Attestations sur lesquelles elle repose',
    part: 'Attestation',
    verdict: 'Résultat',
    sealed: 'Attestation scellée',
    partly: 'Prouvé en partie seulement',
    asserted: 'Non prouvé',
    standings: {
      holds: 'Vérifiée',
      expired: 'Était valable, expirée depuis',
      revoked: 'Retirée',
      suspended: 'Suspendue',
      open: 'Impossible à vérifier entièrement',
      forged: 'Signature non valide',
      not_verified: 'Non vérifiée',
      withheld: 'Non présentée',
      altered: 'Pas l’attestation nommée',
      reshaped: 'Autre version de l’attestation nommée',
      contradicted: 'Contredite par ses propres attestations',
    },
  },
}

/** CSS class of a verdict. */
const CLASSES: Readonly<Record<Verdict, 'pass' | 'fail' | 'unknown' | 'skipped'>> = {
  holds: 'pass',
  expired: 'pass',
  revoked: 'fail',
  suspended: 'fail',
  open: 'unknown',
  forged: 'fail',
  not_verified: 'fail',
  withheld: 'skipped',
  altered: 'fail',
  reshaped: 'unknown',
  contradicted: 'fail',
}

/** The verdict of the page: a credential that its parts do not prove must not look verified. */
export function withParts(summary: Summary, stack: StackReport | undefined, language: Language): Summary {
  // A credential that is not verified has a worse verdict of its own.
  if (stack === undefined || stack.verified || !stack.report.verified) return summary
  const { level = 'asserted', message: reason } = stack.level === undefined ? { message: undefined } : stack
  if (level !== 'contradicted')
    return { verdict: 'unsure', title: WORDS[language][level], reason, mark: undefined }
  const title = PAGE_WORDS[language].marks.contradicted
  return { verdict: 'failed', title, reason, mark: 'contradicted' }
}

/**
 * Writes a `<section>`. It shows the text of a part only if the part itself is verified. The parts that prove nothing come first.
 * If the credential is not proven, the verdict of the page has the message.
 */
export function partsSection({ verified, message, entries }: JudgedStack, language: Language): string {
  const words = WORDS[language]
  const order = [...entries.filter((entry) => !proves(entry)), ...entries.filter(proves)]
  const rows = order.map((entry) => {
    const verdict = verdictOf(entry)
    return (
      `<tr role="row"><th role="rowheader" scope="row" dir="auto">${nameOf(entry, words)}</th>` +
      `<td role="cell" class="${CLASSES[verdict]}">${words.standings[verdict]}</td></tr>`
    )
  })
  const head =
    `<tr role="row"><th role="columnheader" scope="col">${words.part}</th>` +
    `<th role="columnheader" scope="col">${words.verdict}</th></tr>`
  return (
    `<section><h2 id="parts">${words.heading}</h2>${verified ? `<p>${escapeMarkup(message)}</p>` : ''}` +
    `<table role="table" aria-labelledby="parts"><thead role="rowgroup">${head}</thead>` +
    `<tbody role="rowgroup">${rows.join('')}</tbody></table></section>`
  )
}

function verdictOf({ outcome, standing, stack }: StackEntry): Verdict {
  if (stack?.level === 'contradicted') return 'contradicted'
  return standing ?? (outcome as Exclude<StackEntry['outcome'], 'shown'>)
}

const proves = (entry: StackEntry): boolean => isGood(entry) && entry.stack?.level !== 'contradicted'

function nameOf({ outcome, report, form, id }: StackEntry, words: PartWords): string {
  const facts = outcome === 'shown' && report?.verified === true ? factsOf(report)[0] : undefined
  if (facts !== undefined) return `${escapeMarkup(facts.title)}<br>${escapeMarkup(facts.issuer.name)}`
  return form === 'sealed' ? words.sealed : `<code>${escapeMarkup(id)}</code>`
}
