/** Draws a person's progress on a pathway as SVG. */

import { sha256Hex } from '#platform'
import { requireText } from '../../encoding/arguments.js'
import { checkOptionNames, requireResult } from '../../encoding/options.js'
import { encodeUtf8 } from '../../encoding/utf8.js'
import type { Evaluation } from '../../pathways/evaluate/types.js'
import { nodesOf } from '../../pathways/pathway/nodes-of.js'
import type { Pathway, PathwayNode } from '../../pathways/pathway/types.js'
import type { Language } from '../../verify/messages/message-writer.js'
import { requireLanguage } from '../../verify/messages/require-language.js'
import { mix, readableOn, requireHex } from '../art/colour.js'
import { cutText, textWidth, wrapText } from '../art/wrap-text.js'
import { escapeMarkup } from '../facts/escape.js'
import { oneLine, type PathwayRow, pathwayRows } from './pathway-rows.js'
import { PATHWAY_WORDS, type State } from './words.js'

export interface PathwayImageOptions {
  /** The pathway that was evaluated. The picture shows its name and the requirements of its leaves. */
  readonly pathway?: Pathway
  /** Heading; by default the pathway's name. */
  readonly title?: string
  /** Language of the picture's own text; default `en`. */
  readonly language?: Language
  /** `#rgb` or `#rrggbb` for fulfilled requirements; default a dark green. */
  readonly colour?: string
}

/** Width in units. At 400 pixels one unit is one pixel, and no text is smaller than 12. */
const WIDTH = 400
const MARGIN = 16
const INDENT = 18
const DEPTH_MAXIMUM = 6
const NAME = { size: 14, leading: 18 }
const PROGRESS = { size: 12 }
const TITLE = { size: 20, leading: 25, lines: 3 }
/** A margin, because the width of a text is an estimate and fonts differ. */
const SLACK = 0.9
const PAPER = '#ffffff'
const INK = '#1b1f23'
const SOFT = '#57606a'
const OPEN = '#9a6700'
const FONT = `font-family="'Segoe UI','Helvetica Neue',Helvetica,Arial,'Noto Sans',sans-serif"`

const OPTIONS: ReadonlySet<string> = new Set([
  'pathway',
  'title',
  'language',
  'colour',
] satisfies (keyof PathwayImageOptions)[])

/**
 * Draws an evaluation as one SVG, 400 units wide: a heading, how much is fulfilled, and a row for each requirement, at most
 * 60. It contains no font, script or external file. The same evaluation gives the same bytes.
 *
 * @param evaluation - What `evaluate` returned; to draw a pathway alone, evaluate it for no badges.
 * @param options - See `PathwayImageOptions`.
 * @returns UTF-8 bytes of the SVG.
 * @throws TypeError for bad options.
 * @example
 * const svg = pathwayImage(done, { pathway: path })
 */
export function pathwayImage(
  evaluation: Evaluation,
  options: PathwayImageOptions = {},
): Uint8Array<ArrayBuffer> {
  checkOptionNames('pathwayImage', options, OPTIONS)
  requireResult('pathwayImage', evaluation, 'evaluate', 'outcome')
  const { language = 'en', colour: given = '#1f5f4a', pathway } = options
  requireLanguage('pathwayImage', language, Object.keys(PATHWAY_WORDS))
  if (pathway !== undefined) requireResult('pathwayImage', pathway, 'pathway', 'root')
  if (options.title !== undefined) requireText('pathwayImage', 'title', options.title, 'a text')
  const colour = requireHex('colour', given)
  const title = oneLine(options.title ?? pathway?.name ?? evaluation.root.name ?? evaluation.pathway)
  const words = PATHWAY_WORDS[language]
  const nodes: ReadonlyMap<string, PathwayNode> = pathway === undefined ? new Map() : nodesOf(pathway)
  const rows = pathwayRows(evaluation, words, nodes)
  return encodeUtf8(draw({ evaluation, language, colour, title, rows }))
}

interface Drawing {
  readonly evaluation: Evaluation
  readonly language: Language
  readonly colour: `#${string}`
  readonly title: string
  readonly rows: readonly PathwayRow[]
}

function draw(drawing: Drawing): string {
  const { language, title, rows, evaluation } = drawing
  const heading = headingOf(drawing)
  let y = heading.height
  let body = ''
  for (const row of rows) {
    const drawn = drawRow(row, y, drawing)
    body += drawn.markup
    y += drawn.height
  }
  const height = y + MARGIN
  const description = describe(drawing)
  // Ids must be unique in a page, which may show several drawings.
  const id = `p${sha256Hex(JSON.stringify([title, language, drawing.colour, rows, evaluation.outcome])).slice(0, 8)}`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}"` +
    ` role="img" aria-labelledby="${id}t ${id}d" xml:lang="${language}">` +
    `<title id="${id}t">${escapeMarkup(cutText(title, 120))}</title>` +
    `<desc id="${id}d">${escapeMarkup(description)}</desc>` +
    `<rect width="${WIDTH}" height="${height}" rx="10" fill="${PAPER}"/>${heading.markup}${body}</svg>`
  )
}

/** The title, and the fulfilled part in words and as a bar. */
function headingOf({ title, evaluation: { root, outcome }, colour, language }: Drawing): {
  readonly markup: string
  readonly height: number
} {
  const words = PATHWAY_WORDS[language]
  const width = WIDTH - 2 * MARGIN
  const lines = linesOf(title, TITLE.lines, width / TITLE.size)
  const first = MARGIN + TITLE.size
  const titles = lines.map((line, i) => text(line, MARGIN, first + i * TITLE.leading, TITLE.size, INK, true))
  const below = first + (lines.length - 1) * TITLE.leading
  const unit = root.kind === 'points' ? ` ${words.points}` : root.unit === undefined ? '' : ` ${root.unit}`
  const said = `${words.outcomes[outcome]} · ${words.count(String(root.have), String(root.need), unit)}`
  const share = outcome === 'met' ? 1 : Math.min(1, Math.max(0, root.have / Math.max(root.need, 1e-9)))
  return {
    markup:
      titles.join('') +
      text(said, MARGIN, below + 24, 13, outcome === 'met' ? readableOn(PAPER, colour) : SOFT, false) +
      `<rect x="${MARGIN}" y="${below + 34}" width="${width}" height="8" rx="4" fill="#e3e6ea"/>` +
      (share > 0
        ? `<rect x="${MARGIN}" y="${below + 34}" width="${round(Math.max(8, width * share))}" height="8" rx="4" fill="${colour}"/>`
        : ''),
    height: below + 56,
  }
}

function drawRow(
  { depth, state, text: name, progress, isGroup }: PathwayRow,
  top: number,
  { colour }: Drawing,
): { readonly markup: string; readonly height: number } {
  const x = MARGIN + Math.min(depth, DEPTH_MAXIMUM) * INDENT
  const left = x + 26
  const room = WIDTH - MARGIN - left
  const beside = progress === '' ? 0 : textWidth(progress) * PROGRESS.size + 10
  const lines = linesOf(name, 2, (room - beside) / NAME.size)
  const first = top + 18
  const right = WIDTH - MARGIN
  return {
    markup:
      (state === undefined ? '' : mark(state, x + 9, first - 5, colour)) +
      lines
        .map((line, i) =>
          text(
            line,
            left,
            first + i * NAME.leading,
            NAME.size,
            state === undefined || state === 'spare' ? SOFT : INK,
            isGroup,
          ),
        )
        .join('') +
      (progress === ''
        ? ''
        : `<text x="${right}" y="${first}" text-anchor="end" font-size="${PROGRESS.size}" fill="${SOFT}" ${FONT}>${escapeMarkup(progress)}</text>`),
    height: lines.length * NAME.leading + 10,
  }
}

/** A disc with a tick, a ring with a dot, an empty dashed ring, or a dash: different without colour too. */
function mark(state: State, x: number, y: number, colour: `#${string}`): string {
  if (state === 'done') {
    const ink = readableOn(colour, '#ffffff', '#000000')
    return (
      `<circle cx="${x}" cy="${y}" r="9" fill="${colour}"/>` +
      `<path d="M${x - 4} ${y}l3 3.5l5.5 -6.5" fill="none" stroke="${ink}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`
    )
  }
  if (state === 'open') {
    return (
      `<circle cx="${x}" cy="${y}" r="8" fill="${mix(OPEN, '#ffffff', 0.85)}" stroke="${OPEN}" stroke-width="2"/>` +
      `<circle cx="${x}" cy="${y}" r="3" fill="${OPEN}"/>`
    )
  }
  if (state === 'spare')
    return `<path d="M${x - 5} ${y}h10" stroke="${SOFT}" stroke-width="2" stroke-linecap="round"/>`
  return `<circle cx="${x}" cy="${y}" r="8" fill="none" stroke="${SOFT}" stroke-width="1.6" stroke-dasharray="3 2.6"/>`
}

/** The description for screen readers. */
function describe({ title, language, rows, evaluation }: Drawing): string {
  const { states, outcomes } = PATHWAY_WORDS[language]
  const said = (Object.keys(states) as State[]).flatMap((state) => {
    const names = rows.filter((row) => row.state === state && !row.isGroup).map((row) => row.text)
    return names.length === 0 ? [] : [`${states[state]}: ${names.join(', ')}.`]
  })
  return [`${cutText(title, 120)}: ${outcomes[evaluation.outcome]}.`, ...said].join(' ')
}

/** Breaks a text into lines of limited width; cuts it if it is too long. */
function linesOf(given: string, maximum: number, room: number): readonly string[] {
  const width = room * SLACK
  const fitted = cutText(given, width * maximum)
  const found = wrapText(fitted, maximum, () => width) ?? wrapText(fitted, maximum, () => width, true)
  return found === undefined || found.length === 0 ? [cutText(given, width)] : found
}

/** Sets the direction explicitly, so that every renderer starts the text at the same place. */
function text(line: string, x: number, y: number, size: number, ink: string, bold: boolean): string {
  const weight = bold ? ' font-weight="600"' : ''
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${ink}" ${FONT}${weight}>${escapeMarkup(line)}</text>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
