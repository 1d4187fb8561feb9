/** Colours of badge art. Only hexadecimal colours are allowed, so that a colour cannot inject markup. */

export type Hex = `#${string}`
type Rgb = readonly [red: number, green: number, blue: number]

/** Throws a TypeError for anything but `#rgb` and `#rrggbb`. */
export function requireHex(name: string, value: unknown): Hex {
  if (typeof value === 'string') {
    if (/^#[0-9a-f]{6}$/i.test(value)) return value.toLowerCase() as Hex
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value)
    if (short !== null)
      return `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`.toLowerCase() as Hex
  }
  throw new TypeError(`${name} must be a colour in the form #rgb or #rrggbb`)
}

/** Mixes two colours: `amount` 0 gives `from`, 1 gives `to`. */
export function mix(from: Hex, to: Hex, amount: number): Hex {
  const [a, b] = [channels(from), channels(to)]
  const mixed = a.map((value, i) => Math.round(value + (b[i]! - value) * amount))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** The first candidate with enough contrast on `paper` (WCAG 2, 4.5), else black or white. */
export function readableOn(paper: Hex, ...candidates: readonly [Hex, ...Hex[]]): Hex {
  return candidates.find((ink) => contrast(ink, paper) >= 4.5) ?? blackOrWhite(paper)
}

/** WCAG 2 contrast ratio, 1 to 21. */
export function contrast(a: Hex, b: Hex): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function blackOrWhite(paper: Hex): Hex {
  return contrast('#000000', paper) >= contrast('#ffffff', paper) ? '#000000' : '#ffffff'
}

function luminance(colour: Hex): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: Hex): Rgb {
  return [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16)) as unknown as Rgb
}
