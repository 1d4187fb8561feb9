/** An evaluation in plain sentences: what is so, what is missing, and why a badge does not count. */
import { checkOptionNames } from '../../encoding/options.js'
import type { Language } from '../../verify/messages/message-writer.js'
import type { Completion, EvaluatedNode, Evaluation, MissingLeaf, UnusedBadge } from '../evaluate/types.js'
import { de } from './de.js'
import { type ExplainCode, type ExplainSentences, en } from './en.js'
import { fr } from './fr.js'

/** A row for each language. */
export const EXPLAIN_LANGUAGES = {
  en: { locale: 'en-GB', sentences: en },
  de: { locale: 'de-DE', sentences: de },
  fr: { locale: 'fr-FR', sentences: fr },
} as const satisfies Readonly<Record<Language, { locale: string; sentences: ExplainSentences }>>

export type ExplainLanguage = keyof typeof EXPLAIN_LANGUAGES

export interface ExplainSentence {
  /** Stable name of what is said. */
  readonly code: ExplainCode
  /** One plain sentence of at most 25 words, names aside. */
  readonly text: string
  /** The node of the pathway that it is about. */
  readonly pointer?: string
}

export interface ExplainOptions {
  /** `en` unless said otherwise. */
  readonly language?: ExplainLanguage
}

/** Badges that are out for reasons which their holder can do nothing with. */
const UNSPOKEN: ReadonlySet<string> = new Set([
  'not_needed',
  'duplicate',
  'superseded',
  'not_a_badge',
  'no_id',
  'status_unknown',
])

/** Reasons of a node that its badges do not tell. */
const NODE_REASONS: ReadonlySet<string> = new Set(['too_few_groups', 'not_the_same', 'unsupported'])

/** Sentences of one kind beyond this number help nobody. */
const MOST = 20

const OPTIONS: ReadonlySet<string> = new Set(['language'] satisfies (keyof ExplainOptions)[])

/**
 * Says in sentences what an evaluation found: the outcome, waivers, what is missing, and why badges do not count.
 *
 * @param evaluation - What `evaluate` returned.
 * @param options - `language`: `en` (default), `de` or `fr`.
 * @returns The sentences, each with its code.
 * @throws TypeError for bad options.
 * @example
 * for (const { text } of explain(done, { language: 'de' })) console.log(text)
 */
export function explain(evaluation: Evaluation, options: ExplainOptions = {}): readonly ExplainSentence[] {
  checkOptionNames('explain', options, OPTIONS)
  const { language = 'en' } = options
  if (!Object.hasOwn(EXPLAIN_LANGUAGES, language)) throw new TypeError(`unknown language "${language}"`)
  const words = new Wording(language)
  const { outcome, root, missing, shortage, open, unused } = evaluation
  const nodes = [...nodesOf(root)]
  return [
    words.say(`pathway_${outcome}`),
    ...(nodes.some(({ because }) => because === 'limit_exceeded') ? [words.say('limit_exceeded')] : []),
    ...nodes.filter(({ because }) => because === 'waived').map((node) => words.about('waived', node)),
    ...open
      .slice(0, MOST)
      .map((badge) => words.say('open_badge', { name: words.quote(badge.name ?? badge.id) })),
    ...(outcome === 'met' ? [] : completion(missing, outcome, words)),
    ...(shortage === undefined
      ? []
      : [
          words.say('shortage', {
            count: words.number(shortage.requirements),
            badges: words.list(shortage.badges.map(({ name, id }) => name ?? id)),
          }),
        ]),
    ...nodes
      .filter(({ because }) => NODE_REASONS.has(because))
      .map((node) => words.about(node.because as ExplainCode, node)),
    ...unused
      .filter(({ because }) => !UNSPOKEN.has(because))
      .slice(0, MOST)
      .map((each) => words.unused(each)),
  ]
}

function completion(
  missing: Completion | undefined,
  outcome: Evaluation['outcome'],
  words: Wording,
): readonly ExplainSentence[] {
  if (missing === undefined) return outcome === 'unmet' ? [words.say('no_completion')] : []
  const sentences = missing.requirements.slice(0, MOST).map((leaf) => words.missing(leaf))
  return missing.least ? sentences : [...sentences, words.say('not_least')]
}

function* nodesOf(node: EvaluatedNode): Generator<EvaluatedNode> {
  yield node
  for (const child of node.children ?? []) yield* nodesOf(child)
}

/** One language at work. */
class Wording {
  readonly #sentences: ExplainSentences
  readonly #locale: string

  constructor(language: ExplainLanguage) {
    const { locale, sentences } = EXPLAIN_LANGUAGES[language]
    this.#sentences = sentences
    this.#locale = locale
  }

  say(code: ExplainCode, values: Readonly<Record<string, string>> = {}, pointer?: string): ExplainSentence {
    const text = this.#fill(code, values)
    return pointer === undefined ? { code, text } : { code, text, pointer }
  }

  about(code: ExplainCode, { name, id, pointer }: EvaluatedNode): ExplainSentence {
    return this.say(code, { name: this.quote(name ?? id ?? pointer) }, pointer)
  }

  missing(leaf: MissingLeaf): ExplainSentence {
    const { kind, count, unit = '', pointer } = leaf
    const name = this.#nameOf(leaf)
    const named = name !== undefined
    const code =
      kind === 'credits'
        ? named
          ? 'missing_credits'
          : 'missing_only_credits'
        : kind === 'skill'
          ? 'missing_skill'
          : count > 1
            ? named
              ? 'missing_badges'
              : 'missing_any_badges'
            : named
              ? 'missing_one'
              : 'missing_any'
    return this.say(code, { name: name ?? '', count: this.number(count), unit }, pointer)
  }

  unused({ badge, because }: UnusedBadge): ExplainSentence {
    const name = badge.name ?? badge.id
    return this.say(because as ExplainCode, {
      name: name === undefined ? this.#sentences.unnamed : this.quote(name),
    })
  }

  number = (value: number): string =>
    new Intl.NumberFormat(this.#locale, { maximumFractionDigits: 3 }).format(value)

  /** Names are other people's words: cut short, in quotation marks, on one line. */
  quote(text: string): string {
    const line = [...text.replace(/[\s\p{C}]+/gu, ' ').trim()]
    const short = line.length > 60 ? `${line.slice(0, 59).join('')}…` : line.join('')
    return this.#locale === 'fr-FR' ? `« ${short} »` : this.#locale === 'de-DE' ? `„${short}“` : `“${short}”`
  }

  list(names: readonly string[]): string {
    const shown = names
      .slice(0, 3)
      .map((name) => this.quote(name))
      .join(', ')
    return names.length > 3
      ? this.#fill('more', { names: shown, count: this.number(names.length - 3) })
      : shown
  }

  /** What the pathway calls it, or what would do. */
  #nameOf({ name, id, oneOf, kind }: MissingLeaf): string | undefined {
    if (name !== undefined || (id !== undefined && oneOf === undefined)) return this.quote(name ?? id!)
    if (oneOf === undefined || kind === 'credits') return id === undefined ? undefined : this.quote(id)
    return oneOf.length === 1 ? this.quote(oneOf[0]!) : this.#fill('one_of', { names: this.list(oneOf) })
  }

  /** In one pass, so that what a name says is never filled in. */
  #fill(code: ExplainCode, values: Readonly<Record<string, string>>): string {
    return this.#sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  }
}
