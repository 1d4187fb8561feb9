/** The badge's picture: one list of shapes, drawn once as SVG and once, anti-aliased, as PNG. */
import { crc32, deflateSync } from 'node:zlib'

type Point = readonly [x: number, y: number]

/** Distance from a shape's edge, negative inside; and the same shape in SVG. */
interface Shape {
  readonly fill: string
  readonly distance: (x: number, y: number) => number
  readonly svg: string
}

const SIZE = 400
const MIDDLE = SIZE / 2

const SHAPES: readonly Shape[] = [
  polygon('#8c1d40', [
    [128, 250],
    [196, 268],
    [172, 392],
    [146, 358],
    [104, 366],
  ]),
  polygon('#b3274f', [
    [272, 250],
    [204, 268],
    [228, 392],
    [254, 358],
    [296, 366],
  ]),
  circle('#0b3c49', MIDDLE, 180, 168),
  circle('#e8b84a', MIDDLE, 180, 158),
  circle('#125e6e', MIDDLE, 180, 148),
  circle('#f7f2e3', MIDDLE, 180, 96),
  circle('#e8b84a', MIDDLE, 180, 88),
  circle('#f7f2e3', MIDDLE, 180, 84),
  ...wreath(),
  // A river between two banks, and the sun over it.
  circle('#e8b84a', MIDDLE, 152, 24),
  polygon('#7fb069', [
    [132, 196],
    [166, 168],
    [196, 196],
  ]),
  polygon('#5a8f4b', [
    [178, 196],
    [224, 158],
    [268, 196],
  ]),
  ...[0, 1, 2].map((row) => wave(['#1b98a6', '#147c88', '#0f626c'][row]!, 206 + row * 18)),
  star('#e8b84a', MIDDLE, 62, 17),
]

export function badgeSvg(title: string): string {
  const shapes = SHAPES.map(({ svg }) => `  ${svg}`).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}" role="img" aria-label="${escapeXml(title)}">
  <title>${escapeXml(title)}</title>
${shapes}
</svg>
`
}

/** 8-bit RGBA, no library: each pixel is covered by as much of a shape as lies within half a pixel of its edge. */
export function badgePng(): Uint8Array {
  const rows = new Uint8Array(SIZE * (SIZE * 4 + 1))
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) rows.set(pixel(x + 0.5, y + 0.5), y * (SIZE * 4 + 1) + 1 + x * 4)
  }
  const header = new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0])
  new DataView(header.buffer).setUint32(0, SIZE)
  new DataView(header.buffer).setUint32(4, SIZE)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const data = deflateSync(rows, { level: 9 })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ])
}

function pixel(x: number, y: number): readonly number[] {
  let [red, green, blue, alpha] = [0, 0, 0, 0]
  for (const { fill, distance } of SHAPES) {
    const cover = Math.min(1, Math.max(0, 0.5 - distance(x, y)))
    if (cover === 0) continue
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(fill.slice(at, at + 2), 16)) as [
      number,
      number,
      number,
    ]
    const under = alpha * (1 - cover)
    alpha = cover + under
    red = (r * cover + red * under) / alpha
    green = (g * cover + green * under) / alpha
    blue = (b * cover + blue * under) / alpha
  }
  return [red, green, blue, alpha * 255].map(Math.round)
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function circle(fill: string, cx: number, cy: number, radius: number): Shape {
  return {
    fill,
    distance: (x, y) => Math.hypot(x - cx, y - cy) - radius,
    svg: `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="${fill}"/>`,
  }
}

function polygon(fill: string, points: readonly Point[]): Shape {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return {
    fill,
    distance: (x, y) => {
      // Far outside the box, the way to the box will do.
      const gap = Math.max(left - x, x - right, top - y, y - bottom)
      return gap > 1 ? gap : polygonDistance(x, y, points)
    },
    svg: `<polygon points="${points.map((point) => point.map(round).join(',')).join(' ')}" fill="${fill}"/>`,
  }
}

function polygonDistance(x: number, y: number, points: readonly Point[]): number {
  let nearest = Number.POSITIVE_INFINITY
  let inside = false
  points.forEach(([ax, ay], i) => {
    const [bx, by] = points[(i + 1) % points.length]!
    const [dx, dy] = [bx - ax, by - ay]
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    nearest = Math.min(nearest, Math.hypot(x - ax - along * dx, y - ay - along * dy))
    if (ay > y !== by > y && x < ax + ((y - ay) / dy) * dx) inside = !inside
  })
  return inside ? -nearest : nearest
}

/** A leaf: where two equal circles overlap. */
function leaf(fill: string, cx: number, cy: number, angle: number, length: number, width: number): Shape {
  const radius = (length * length + width * width) / (4 * width)
  const offset = radius - width / 2
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)]
  const tip = (sign: number): string =>
    `${round(cx + (sign * ux * length) / 2)} ${round(cy + (sign * uy * length) / 2)}`
  const arc = `A ${round(radius)} ${round(radius)} 0 0 1`
  return {
    fill,
    distance: (x, y) => {
      const across = (x - cx) * -uy + (y - cy) * ux
      const along = (x - cx) * ux + (y - cy) * uy
      return Math.max(Math.hypot(along, across - offset), Math.hypot(along, across + offset)) - radius
    },
    svg: `<path d="M ${tip(-1)} ${arc} ${tip(1)} ${arc} ${tip(-1)} Z" fill="${fill}"/>`,
  }
}

/** Two branches of laurel that meet at the foot. */
function wreath(): Shape[] {
  return [-1, 1].flatMap((side) =>
    Array.from({ length: 11 }, (_, i) => {
      const around = Math.PI / 2 - side * (0.22 + i * 0.235)
      const shapes = [-1, 1].map((rim) => {
        const radius = 122 + rim * 10
        const [x, y] = [MIDDLE + radius * Math.cos(around), 180 + radius * Math.sin(around)]
        const angle = around - side * (Math.PI / 2 + rim * -0.55)
        return leaf(rim < 0 ? '#a7d38b' : '#d7e8a0', x, y, angle, 34, 13)
      })
      return shapes
    }).flat(),
  )
}

function wave(fill: string, y: number): Shape {
  const half = Math.sqrt(Math.max(0, 80 ** 2 - (y + 4 - 180) ** 2))
  const steps = 28
  const top: Point[] = Array.from({ length: steps + 1 }, (_, i) => {
    const x = MIDDLE - half + (2 * half * i) / steps
    return [x, y + 4 * Math.sin((x - MIDDLE) / 9)]
  })
  return polygon(fill, [...top, ...top.map(([x, at]): Point => [x, at + 9]).reverse()])
}

function star(fill: string, cx: number, cy: number, radius: number): Shape {
  return polygon(
    fill,
    Array.from({ length: 10 }, (_, i): Point => {
      const [angle, reach] = [(i * Math.PI) / 5 - Math.PI / 2, i % 2 === 0 ? radius : radius * 0.42]
      return [cx + reach * Math.cos(angle), cy + reach * Math.sin(angle)]
    }),
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
