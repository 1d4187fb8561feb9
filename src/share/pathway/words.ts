/** The texts of drawn pathways, in the languages of the report. */
import type { EvaluatedNode, Outcome } from '../../pathways/evaluate/types.js'
import type { Language } from '../../verify/messages/sentence.js'

/** How a requirement is drawn. `spare`: not fulfilled and not needed, because enough others are. */
export type State = 'done' | 'open' | 'missing' | 'spare'

export const STATES: Readonly<Record<Outcome, State>> = { met: 'done', unknown: 'open', unmet: 'missing' }

export interface PathwayWords {
  readonly states: Readonly<Record<State, string>>
  /** For the whole pathway. */
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly all: string
  readonly any: string
  readonly atLeast: (need: string) => string
  readonly count: (have: string, need: string, unit: string) => string
  readonly points: string
  readonly badge: string
  readonly skill: string
  readonly unsupported: string
  readonly more: (count: number) => string
}

export const PATHWAY_WORDS: Readonly<Record<Language, PathwayWords>> = {
  en: {
    states: { done: 'Done', open: 'Open', missing: 'Missing', spare: 'Not needed' },
    outcomes: { met: 'Complete', unknown: 'Not certain yet', unmet: 'Not complete yet' },
    all: 'All of these',
    any: 'One of these',
    atLeast: (need) => `${need} of these`,
    count: (have, need, unit) => `${have} of ${need}${unit}`,
    points: 'points',
    badge: 'Any badge',
    skill: 'Any skill',
    unsupported: 'Something that badges do not show',
    more: (count) => `and ${count} more`,
  },
  de: {
    states: { done: 'Erledigt', open: 'Offen', missing: 'Fehlt', spare: 'Nicht nötig' },
    outcomes: { met: 'Vollständig', unknown: 'Noch nicht sicher', unmet: 'Noch nicht vollständig' },
    all: 'Alle davon',
    any: 'Eines davon',
    atLeast: (need) => `${need} davon`,
    count: (have, need, unit) => `${have} von ${need}${unit}`,
    points: 'Punkte',
    badge: 'Beliebiger Nachweis',
    skill: 'Beliebige Fähigkeit',
    unsupported: 'Etwas, das Badges nicht zeigen',
    more: (count) => `und ${count} weitere`,
  },
  fr: {
    states: { done: 'Fait', open: 'En attente', missing: 'Manque', spare: 'Pas nécessaire' },
    outcomes: { met: 'Terminé', unknown: 'Pas encore certain', unmet: 'Pas encore terminé' },
    all: 'Toutes',
    any: 'L’une d’elles',
    atLeast: (need) => `${need} d’entre elles`,
    count: (have, need, unit) => `${have} sur ${need}${unit}`,
    points: 'points',
    badge: 'N’importe quelle attestation',
    skill: 'N’importe quelle compétence',
    unsupported: 'Ce que les badges ne montrent pas',
    more: (count) => `et ${count} autres`,
  },
}

/** The rule of a node in words, if the node has no name. */
export function ruleText({ kind, need, unit }: EvaluatedNode, words: PathwayWords): string {
  if (kind === 'all') return words.all
  if (kind === 'any') return words.any
  if (kind === 'atLeast') return words.atLeast(String(need))
  if (kind === 'credits') return `${need} ${unit ?? ''}`.trim()
  if (kind === 'points') return `${need} ${words.points}`
  return words[kind]
}
