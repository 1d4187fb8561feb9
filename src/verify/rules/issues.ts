/** Collects all issues that the rules find in a document. */
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import type { Json } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { IssueCode } from '../../issue-codes.js'
import type { RuleText } from './texts.js'

/** An issue without its message. Messages are loaded only if there is an issue. */
export interface Finding extends Omit<Issue, 'message'> {
  /** Name of the message, and the values of its placeholders. */
  readonly text: readonly [name: RuleText, ...values: readonly string[]]
}

/** Most issues of a document. A hostile one can have tens of thousands. */
const MOST = 200
/** Most characters of all pointers, because names may be as long as a document. */
const MOST_CHARACTERS = 50_000

/** Collects findings. If the room `schema` has a code for the same fault, the code is the same. */
export class Findings {
  readonly all: Finding[] = []
  private length = 0

  error(pointer: string, code: IssueCode, ...text: Finding['text']): void {
    this.add({ severity: 'error', pointer, code, text })
  }

  warn(pointer: string, code: IssueCode, ...text: Finding['text']): void {
    this.add({ severity: 'warning', pointer, code, text })
  }

  private add(finding: Finding): void {
    if (this.all.length >= MOST || this.length > MOST_CHARACTERS) return
    this.length += finding.pointer.length
    this.all.push(finding)
  }

  /** VCDM 2.0 §4.4: an `id` is one absolute URL. It may be absent. */
  id(value: Json | undefined, pointer: string): void {
    if (value !== undefined && !isUrl(value)) this.error(pointer, 'invalid_uri', 'url')
  }

  /** VCDM 2.0 §4.5: one object or several, each with a type. With `url`, each needs an id too. */
  typed(value: Json | undefined, pointer: string, { url = false, several = true } = {}): void {
    if (value === undefined) return
    if (Array.isArray(value)) {
      if (!several) this.error(pointer, 'wrong_type', 'one')
      if (value.length === 0) this.error(pointer, 'empty', 'list')
      for (const [i, item] of (value as readonly Json[]).entries()) this.one(item, `${pointer}/${i}`, url)
    } else this.one(value, pointer, url)
  }

  private one(value: Json, pointer: string, url: boolean): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.error(pointer, 'wrong_type', 'object')
      return
    }
    const object = value as Readonly<Record<string, Json>>
    this.types(object['type'], `${pointer}/type`)
    if (url && object['id'] === undefined) this.error(`${pointer}/id`, 'missing', 'id')
    this.id(object['id'], `${pointer}/id`)
  }

  /** VCDM 2.0 §4.5: the type is one name or several. */
  types(value: Json | undefined, pointer: string): readonly string[] {
    const list = typeof value === 'string' ? [value] : value
    if (list === undefined) this.error(pointer, 'missing', 'type')
    else if (!Array.isArray(list) || list.length === 0 || !list.every((item) => typeof item === 'string')) {
      this.error(pointer, 'wrong_type', 'types')
    } else return list as readonly string[]
    return []
  }
}

export function isUrl(value: Json | undefined): value is string {
  return typeof value === 'string' && isAbsoluteUri(value)
}
