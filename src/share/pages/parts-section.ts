/** The parts of a larger credential: its level of proof in words, and each part with its verdict. */
import type { JudgedStack, StackEntry } from '../../pathways/verify-stack/report.js'
import type { Language } from '../../verify/messages/sentence.js'
import { escapeMarkup } from '../facts/escape.js'
import { factsOf } from '../facts/shown.js'

interface PartWords {
  readonly heading: string
  readonly part: string
  readonly verdict: string
  /** Name for a sealed part that was not opened. */
  readonly sealed: string
  readonly standings: Readonly<Record<Verdict, string>>
}

type Verdict = NonNullable<StackEntry['standing']> | Exclude<StackEntry['outcome'], 'shown'>

const WORDS: Readonly<Record<Language, PartWords>> = {
  en: {
    heading: 'Badges on which it is based',
    part: 'Badge',
    verdict: 'Verdict',
    sealed: 'Sealed badge',
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
    },
  },
  de: {
    heading: 'Nachweise, auf denen er beruht',
    part: 'Nachweis',
    verdict: 'Ergebnis',
    sealed: 'Versiegelter Nachweis',
    standings: {
      holds: 'Geprüft und echt',
      expired: 'War gültig, seither abgelaufen',
      revoked: 'Zurückgezogen',
      suspended: 'Ausgesetzt',
      open: 'Nicht vollständig prüfbar',
      forged: 'Unterschrift nicht gültig',
      not_verified: 'Nicht bestätigt',
      withheld: 'Nicht gezeigt',
      altered: 'Nicht der genannte Nachweis',
      reshaped: 'Andere Fassung des genannten Nachweises',
    },
  },
  fr: {
    heading: 'Attestations sur lesquelles elle repose',
    part: 'Attestation',
    verdict: 'Résultat',
    sealed: 'Attestation scellée',
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
}

/** Writes a `<section>`. It shows the text of a part only if the part itself is verified. */
export function partsSection({ message, entries }: JudgedStack, language: Language): string {
  const words = WORDS[language]
  const rows = entries.map((entry) => {
    const verdict = entry.standing ?? (entry.outcome as Exclude<StackEntry['outcome'], 'shown'>)
    return (
      `<tr role="row"><th role="rowheader" scope="row" dir="auto">${nameOf(entry, words)}</th>` +
      `<td role="cell" class="${CLASSES[verdict]}">${words.standings[verdict]}</td></tr>`
    )
  })
  const head =
    `<tr role="row"><th role="columnheader" scope="col">${words.part}</th>` +
    `<th role="columnheader" scope="col">${words.verdict}</th></tr>`
  return (
    `<section><h2 id="parts">${words.heading}</h2><p>${escapeMarkup(message)}</p>` +
    `<table role="table" aria-labelledby="parts"><thead role="rowgroup">${head}</thead>` +
    `<tbody role="rowgroup">${rows.join('')}</tbody></table></section>`
  )
}

function nameOf({ outcome, report, form, id }: StackEntry, words: PartWords): string {
  const facts = outcome === 'shown' && report?.verified === true ? factsOf(report)[0] : undefined
  if (facts !== undefined) return `${escapeMarkup(facts.title)}<br>${escapeMarkup(facts.issuer.name)}`
  return form === 'sealed' ? words.sealed : `<code>${escapeMarkup(id)}</code>`
}
