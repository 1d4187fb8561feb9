/** Draws a badge for issuers without a designer: a medal with a laurel wreath, as SVG. */

import { sha256Hex } from '#platform'
import { requireText } from '../../encoding/arguments.js'
import { checkOptionNames } from '../../encoding/options.js'
import { encodeUtf8 } from '../../encoding/utf8.js'
import { escapeMarkup } from '../facts/escape.js'
import { laurelWreath, ribbon, rosette, star } from './badge-shapes.js'
import { type Hex, mix, readableOn, requireHex } from './colour.js'
import { cutText, isRightToLeft, textWidth, wrapText } from './wrap-text.js'

export interface BadgeDesign {
  /** The achievement's name, in any script. Up to about 80 characters fit well. */
  readonly title: string
  /** A short line below the title: a level, a year, a specialisation. */
  readonly subtitle?: string
  /** Name of the issuer; shown on the ribbon. */
  readonly issuer?: string
  /** Text for screen readers; by default title, subtitle and issuer. */
  readonly description?: string
  /** Default: laurel's own colours. */
  readonly colours?: BadgeColours
  /** Language of the texts (BCP 47). */
  readonly language?: string
}

/** Each `#rgb` or `#rrggbb`. */
export interface BadgeColours {
  /** The medal's body. */
  readonly main?: string
  /** Wreath, rings and star. */
  readonly accent?: string
  /** The disc behind the title. */
  readonly paper?: string
  /** The ribbon; by default a darker `main`. */
  readonly ribbon?: string
}

const SIZE = 600
const CENTRE = 300
/** The title's circle within the wreath. */
const TITLE = { radius: 148, y: 268 }
/** Line height as a multiple of the font size. */
const LEADING = 1.18
const FONT = `font-family="'Segoe UI','Helvetica Neue',Helvetica,Arial,'Noto Sans',sans-serif"`

const COLOURS: ReadonlySet<string> = new Set(['main', 'accent', 'paper', 'ribbon'])
const OPTIONS: ReadonlySet<string> = new Set([
  'title',
  'subtitle',
  'issuer',
  'description',
  'colours',
  'language',
] satisfies (keyof BadgeDesign)[])

/**
 * Draws a badge as one SVG of 600 × 600 units, with a title and description for screen readers. It contains no font, script
 * or outside file. The same design gives the same bytes.
 *
 * @param design - `title` is required; `subtitle`, `issuer`, `description`, `colours` and `language` are optional.
 * @returns UTF-8 bytes of the SVG.
 * @throws TypeError for a bad design.
 * @example
 * const art = badgeImage({ title: 'Rust I', issuer: 'Example University', colours: { main: '#7a1f1f' } })
 */
export function badgeImage(design: BadgeDesign): Uint8Array<ArrayBuffer> {
  checkOptionNames('badgeImage', design, OPTIONS)
  checkOptionNames('badgeImage: colours', design.colours ?? {}, COLOURS)
  if (typeof design.title !== 'string' || design.title.trim() === '')
    throw new TypeError('badgeImage: title is missing or empty')
  for (const name of ['subtitle', 'issuer', 'description', 'language'] as const) {
    if (design[name] !== undefined) requireText('badgeImage', name, design[name], 'a text')
  }
  return encodeUtf8(draw(design))
}

function draw(design: BadgeDesign): string {
  const { subtitle = '', issuer = '', language } = design
  const title = plain(design.title)
  const label = [title, plain(subtitle), plain(issuer)].filter((part) => part !== '')
  const description = design.description ?? label.join('. ')
  const palette = colours(design.colours ?? {})
  // Ids must be unique in a page, which may show several drawings.
  const id = `b${sha256Hex(JSON.stringify([design])).slice(0, 8)}`
  const lang = language === undefined ? '' : ` xml:lang="${escapeMarkup(language)}"`
  const lines = fitTitle(title, subtitle !== '')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}"` +
    ` role="img" aria-labelledby="${id}t ${id}d"${lang}>` +
    `<title id="${id}t">${escapeMarkup(title)}</title><desc id="${id}d">${escapeMarkup(description)}</desc>` +
    `<defs>${gradient(`${id}m`, mix(palette.main, '#ffffff', 0.18), mix(palette.main, '#000000', 0.22))}` +
    `${gradient(`${id}a`, mix(palette.accent, '#ffffff', 0.35), mix(palette.accent, '#000000', 0.18))}</defs>` +
    `<path d="${rosette(CENTRE, 285, 40, 262, 280)}" fill="url(#${id}m)"/>` +
    `<circle cx="300" cy="285" r="243" fill="none" stroke="url(#${id}a)" stroke-width="7"/>` +
    `<circle cx="300" cy="285" r="226" fill="${palette.paper}"/>` +
    `<circle cx="300" cy="285" r="217" fill="none" stroke="${palette.accent}" stroke-width="1.5" stroke-opacity=".55"/>` +
    `<path d="${laurelWreath(CENTRE, 285, 186)}" fill="url(#${id}a)"/>` +
    `<path d="${star(CENTRE, 104, 18)}" fill="url(#${id}a)"/>` +
    titleText(lines, palette.ink) +
    (subtitle === '' ? '' : subtitleText(plain(subtitle), lines, palette.soft)) +
    (issuer === '' ? '' : issuerRibbon(plain(issuer), palette)) +
    '</svg>'
  )
}

interface Palette {
  readonly main: Hex
  readonly accent: Hex
  readonly paper: Hex
  readonly ribbon: Hex
  readonly ink: Hex
  readonly soft: Hex
  readonly onRibbon: Hex
}

function colours(given: BadgeColours): Palette {
  const main = requireHex('colours.main', given.main ?? '#1f5f4a')
  const paper = requireHex('colours.paper', given.paper ?? '#fffaf0')
  const ribbonColour = requireHex('colours.ribbon', given.ribbon ?? mix(main, '#000000', 0.3))
  const ink = readableOn(paper, mix(main, '#000000', 0.55))
  return {
    main,
    accent: requireHex('colours.accent', given.accent ?? '#c9a227'),
    paper,
    ribbon: ribbonColour,
    ink,
    soft: readableOn(paper, mix(ink, paper, 0.25), ink),
    onRibbon: readableOn(ribbonColour, '#ffffff', '#111111'),
  }
}

interface Lines {
  readonly size: number
  readonly lines: readonly string[]
  /** Baseline of the first line. */
  readonly y: number
}

/** The largest font size at which the title fits into its circle. If none fits, it breaks words, then cuts the text. */
function fitTitle(title: string, withSubtitle: boolean): Lines {
  const middle = TITLE.y - (withSubtitle ? 16 : 0)
  const attempt = (text: string, size: number, breakWords: boolean): Lines | undefined => {
    const room = (line: number, count: number): number => chord(line, count, size, middle) / size
    const lines = wrapText(text, 5, room, breakWords)
    if (lines === undefined) return undefined
    return { size, lines, y: middle - ((lines.length - 1) * size * LEADING) / 2 + size * 0.36 }
  }
  const whole = cutText(title, 120)
  for (let size = 58; size >= 24; size -= 2) {
    const fitted = attempt(whole, size, false)
    if (fitted !== undefined) return fitted
  }
  for (let size = 30; size >= 18; size -= 2) {
    const fitted = attempt(whole, size, true)
    if (fitted !== undefined) return fitted
  }
  for (let width = 60; width > 8; width -= 4) {
    const fitted = attempt(cutText(title, width), 18, true)
    if (fitted !== undefined) return fitted
  }
  return { size: 18, lines: [cutText(title, 12)], y: middle }
}

/** The smaller width of the title's circle at the top and bottom of a line. */
function chord(line: number, count: number, size: number, middle: number): number {
  const top = middle + (line - count / 2) * size * LEADING
  const farthest = Math.max(Math.abs(top - TITLE.y), Math.abs(top + size * LEADING - TITLE.y))
  return farthest >= TITLE.radius ? 0 : 2 * Math.sqrt(TITLE.radius ** 2 - farthest ** 2)
}

function titleText({ size, lines, y }: Lines, ink: Hex): string {
  return lines.map((line, i) => text(line, y + i * size * LEADING, size, ink, 'font-weight="700"')).join('')
}

function subtitleText(subtitle: string, { size, lines, y }: Lines, ink: Hex): string {
  const below = y + (lines.length - 1) * size * LEADING + Math.max(34, size * 0.8)
  const room = 230
  const own = Math.min(25, Math.max(16, room / Math.max(1, textWidth(cutText(subtitle, room / 16)))))
  return text(cutText(subtitle, room / own), below, own, ink, '')
}

function issuerRibbon(issuer: string, palette: Palette): string {
  const { body, tails, folds } = ribbon(CENTRE, 466)
  const { size, lines } = fitIssuer(issuer)
  const first = 466 - ((lines.length - 1) * size * LEADING) / 2 + size * 0.36
  return (
    `<path d="${tails}" fill="${mix(palette.ribbon, '#000000', 0.22)}"/>` +
    `<path d="${folds}" fill="${mix(palette.ribbon, '#000000', 0.5)}"/>` +
    `<path d="${body}" fill="${palette.ribbon}" stroke="${mix(palette.ribbon, '#ffffff', 0.18)}" stroke-width="2"/>` +
    lines
      .map((line, i) => text(line, first + i * size * LEADING, size, palette.onRibbon, 'font-weight="600"'))
      .join('')
  )
}

/** One line, else two smaller lines. */
function fitIssuer(issuer: string): { readonly size: number; readonly lines: readonly string[] } {
  const room = 384
  const whole = cutText(issuer, 100)
  const width = textWidth(whole)
  if (width * 22 <= room) return { size: Math.min(30, room / Math.max(1, width)), lines: [whole] }
  for (let size = 24; size >= 17; size--) {
    const lines = wrapText(whole, 2, () => room / size)
    if (lines !== undefined) return { size, lines }
  }
  return { size: 17, lines: wrapText(cutText(issuer, 40), 2, () => room / 17, true) ?? [cutText(issuer, 20)] }
}

function text(line: string, y: number, size: number, ink: Hex, extra: string): string {
  const direction = isRightToLeft(line) ? ' direction="rtl"' : ''
  return (
    `<text x="${CENTRE}" y="${round(y)}" text-anchor="middle" font-size="${round(size)}" fill="${ink}" ${FONT}` +
    `${extra === '' ? '' : ` ${extra}`}${direction}>${escapeMarkup(line)}</text>`
  )
}

function gradient(id: string, from: Hex, to: Hex): string {
  return (
    `<linearGradient id="${id}" x1="0" y1="0" x2=".4" y2="1">` +
    `<stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`
  )
}

/** Removes line breaks and control characters. */
function plain(given: string): string {
  return given.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
