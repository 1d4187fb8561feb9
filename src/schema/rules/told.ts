/** Whom the rules tell what is wrong. They themselves have no words: who asks only whether there is anything wrong needs none. */
import type { Json } from '../../encoding/json.js'
import type { RuleWord } from './rule-words.js'

export interface Told {
  /** A rule is broken; `values` are what the words need, in their order. */
  tell(word: RuleWord, pointer: string, ...values: readonly string[]): void
  /** Whether something has been said about the place already, or about one in it. */
  speaksOf(pointer: string): boolean
  /** The rules of results (`result-rules.ts`), which few badges have. `subject` is a pointer. */
  results(results: Json | undefined, descriptions: Json | undefined, subject: string): void
  /** The rules of related resources (`related-resources.ts`), which fewer have. */
  related(resources: Json, pointer: string): void
}
