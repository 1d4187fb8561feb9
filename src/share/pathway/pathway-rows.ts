/** Chooses the rows of a drawn pathway: up to a limit, nodes near the root first. */
import type { EvaluatedNode, Evaluation } from '../../pathways/evaluate/types.js'
import type { PathwayNode } from '../../pathways/pathway/types.js'
import { cutText } from '../art/wrap-text.js'
import { type PathwayWords, ruleText, STATES, type State } from './words.js'

export interface PathwayRow {
  readonly depth: number
  /** Absent for a row that replaces several nodes. */
  readonly state?: State
  readonly text: string
  /** The amount reached and required; empty for one badge. */
  readonly progress: string
  readonly isGroup: boolean
}

/** The maximum number of rows, and of children of a node. */
const ROWS_MAXIMUM = 60
const CHILDREN_MAXIMUM = 24
/** The maximum width of a name, about two lines. */
const NAME_WIDTH = 60

/** Rows in the order of the pathway, without the root, which is the heading. */
export function pathwayRows(
  { root, missing }: Evaluation,
  words: PathwayWords,
  nodes: ReadonlyMap<string, PathwayNode>,
): readonly PathwayRow[] {
  const drawn = nearestToRoot(root)
  const wanted = new Map(missing?.requirements.map(({ pointer, oneOf }) => [pointer, oneOf?.[0]]))
  const rows: PathwayRow[] = []
  const walk = (node: EvaluatedNode, depth: number, enough: boolean): void => {
    const { children = [], kind, need, have, unit = '' } = node
    const counts = kind === 'points' ? ` ${words.points}` : unit === '' ? '' : ` ${unit}`
    rows.push({
      depth,
      state: enough && node.outcome !== 'met' ? 'spare' : STATES[node.outcome],
      text: cutText(nameOf(node, nodes.get(node.pointer), wanted.get(node.pointer), words), NAME_WIDTH),
      progress: children.length > 0 || need !== 1 ? words.count(amount(have), amount(need), counts) : '',
      isGroup: children.length > 0,
    })
    walkChildren(children, depth + 1, enough || node.outcome === 'met')
  }
  const walkChildren = (children: readonly EvaluatedNode[], depth: number, enough: boolean): void => {
    const shown = children.filter((child) => drawn.has(child))
    for (const child of shown) walk(child, depth, enough)
    const left = children.length - shown.length
    if (left > 0) rows.push({ depth, text: words.more(left), progress: '', isGroup: false })
  }
  if (root.children === undefined) walk(root, 0, false)
  else walkChildren(root.children, 0, root.outcome === 'met')
  return rows
}

/** Takes nodes level by level, up to the limit. */
function nearestToRoot(root: EvaluatedNode): ReadonlySet<EvaluatedNode> {
  const drawn = new Set<EvaluatedNode>()
  let level: readonly EvaluatedNode[] = [root]
  while (level.length > 0) {
    const next: EvaluatedNode[] = []
    for (const { children = [] } of level) {
      for (const child of children.slice(0, CHILDREN_MAXIMUM)) {
        if (drawn.size >= ROWS_MAXIMUM) return drawn
        drawn.add(child)
        next.push(child)
      }
    }
    level = next
  }
  return drawn
}

/** The node's name, else the name of the badge that fulfils it, else its requirement. */
function nameOf(
  node: EvaluatedNode,
  asked: PathwayNode | undefined,
  wanted: string | undefined,
  words: PathwayWords,
): string {
  if (node.name !== undefined) return oneLine(node.name)
  if (node.children !== undefined) return ruleText(node, words)
  if (asked !== undefined && 'badge' in asked && asked.badge === 'any') return words.badge
  const [support] = node.by
  const reference = wanted ?? referenceIn(asked)
  const name = support?.name ?? node.id ?? (reference === undefined ? undefined : lastStep(reference))
  return name === undefined || name.trim() === '' ? ruleText(node, words) : oneLine(name)
}

/** The first achievement or skill of a leaf. */
function referenceIn(node: PathwayNode | undefined): string | undefined {
  const asked =
    node === undefined ? undefined : 'badge' in node ? node.badge : 'skill' in node ? node.skill : undefined
  const first: unknown = Array.isArray(asked) ? asked[0] : asked
  if (typeof first === 'string') return first === 'any' ? undefined : first
  if (typeof first !== 'object' || first === null) return undefined
  const { name, humanCode, code, url } = first as Readonly<Record<string, unknown>>
  return [name, humanCode, code, url].find((text) => typeof text === 'string') as string | undefined
}

/** Shortens a URL to its last part: `statistics-1` for `https://example.edu/a/statistics-1`. */
function lastStep(id: string): string {
  return /([^/#:]+)[/#]?$/.exec(id.slice(-200))?.[1] ?? id
}

/** Removes line breaks, control characters, and marks that change the direction of text. */
export function oneLine(text: string): string {
  return text
    .slice(0, 1000)
    .replace(/[\s\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
}

function amount(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
