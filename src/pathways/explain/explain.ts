/** Explains an evaluation in plain sentences: the outcome, what is missing, and why badges do not count. */
import { checkOptionNames, requireResult } from '../../encoding/options.js'
import type { Language } from '../../verify/messages/message-writer.js'
import { requireLanguage } from '../../verify/messages/require-language.js'
import type { Completion, EvaluatedNode, Evaluation, MissingLeaf, UnusedBadge } from '../evaluate/types.js'
import { de } from './de.js'
import { type ExplainCode, type ExplainSentences, en } from './en.js'
import { fr } from './fr.js'

/** One row for each language. */
const EXPLAIN_LANGUAGES = {
  en: { locale: 'en-GB', sentences: en },
  de: { locale: 'de-DE', sentences: de },
  fr: { locale: 'fr-FR', sentences: fr },
} as const satisfies Readonly<Record<Language, { locale: string; sentences: ExplainSentences }>>

export type ExplainLanguage = keyof typeof EXPLAIN_LANGUAGES

export interface ExplainSentence {
  /** Stable code of the sentence. */
  readonly code: ExplainCode
  /** One plain sentence of at most 25 words, without counting names. */
  readonly text: string
  /** JSON Pointer to the node of the pathway that the sentence is about. */
  readonly pointer?: string
}

export interface ExplainOptions {
  /** Default `en`. */
  readonly language?: ExplainLanguage
}

/** Reasons that do not help the holder of the badge, so no sentence tells them. */
const NOT_EXPLAINED: ReadonlySet<string> = new Set([
  'not_needed',
  'duplicate',
  'superseded',
  'not_a_badge',
  'no_id',
  'status_unknown',
])

/** Reasons of a node that the sentences about its badges do not explain. */
const NODE_REASONS: ReadonlySet<string> = new Set(['too_few_groups', 'not_the_same', 'unsupported'])

/** The maximum number of sentences of one kind. */
const SENTENCES_MAXIMUM = 20

const OPTIONS: ReadonlySet<string> = new Set(['language'] satisfies (keyof ExplainOptions)[])

/**
 * Explains an evaluation in sentences: the outcome, waivers, what is missing, and why badges do not count.
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
  requireResult('explain', evaluation, 'evaluate', 'outcome')
  const { language = 'en' } = options
  requireLanguage('explain', language, Object.keys(EXPLAIN_LANGUAGES))
  const words = new SentenceWriter(language)
  const { outcome, root, missing, shortage, open, unused } = evaluation
  const nodes = [...nodesOf(root)]
  return [
    words.say(`pathway_${outcome}`),
    ...(nodes.some(({ because }) => because === 'limit_exceeded') ? [words.say('limit_exceeded')] : []),
    ...nodes.filter(({ because }) => because === 'waived').map((node) => words.about('waived', node)),
    ...open
      .slice(0, SENTENCES_MAXIMUM)
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
      .filter(({ because }) => !NOT_EXPLAINED.has(because))
      .slice(0, SENTENCES_MAXIMUM)
      .map((each) => words.unused(each)),
  ]
}

function completion(
  missing: Completion | undefined,
  outcome: Evaluation['outcome'],
  words: SentenceWriter,
): readonly ExplainSentence[] {
  if (missing === undefined) return outcome === 'unmet' ? [words.say('no_completion')] : []
  const sentences = missing.requirements.slice(0, SENTENCES_MAXIMUM).map((leaf) => words.missing(leaf))
  return missing.least ? sentences : [...sentences, words.say('not_least')]
}

function* nodesOf(node: EvaluatedNode): Generator<EvaluatedNode> {
  yield node
  for (const child of node.children ?? []) yield* nodesOf(child)
}

/** Writes sentences in one language. */
class SentenceWriter {
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

  /** Names come from untrusted documents, so they are shortened and quoted, on one line. */
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

  /** The name in the pathway, or the achievements that suffice. */
  #nameOf({ name, id, oneOf, kind }: MissingLeaf): string | undefined {
    if (name !== undefined || (id !== undefined && oneOf === undefined)) return this.quote(name ?? id!)
    if (oneOf === undefined || kind === 'credits') return id === undefined ? undefined : this.quote(id)
    return oneOf.length === 1 ? this.quote(oneOf[0]!) : this.#fill('one_of', { names: this.list(oneOf) })
  }

  /** In one pass, so that a placeholder inside a name is not replaced. */
  #fill(code: ExplainCode, values: Readonly<Record<string, string>>): string {
    return this.#sentences[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  }
}
