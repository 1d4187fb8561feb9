/** The outlines of badge art, as SVG path data. */

/** A disc with a scalloped edge between two radii. */
export function rosette(x: number, y: number, scallops: number, inner: number, outer: number): string {
  let path = ''
  for (let i = 0; i <= scallops; i++) {
    const angle = (i / scallops) * 2 * Math.PI
    const [px, py] = polar(x, y, inner, angle)
    if (i === 0) path += `M${px} ${py}`
    else {
      const [cx, cy] = polar(x, y, outer + (outer - inner), angle - Math.PI / scallops)
      path += `Q${cx} ${cy} ${px} ${py}`
    }
  }
  return `${path}Z`
}

/** Two branches that start at the bottom and leave the top open. The leaves are in pairs and get smaller towards the tips. */
export function laurelWreath(x: number, y: number, radius: number): string {
  const pairs = 14
  let path = ''
  for (const side of [-1, 1]) {
    for (let i = 0; i < pairs; i++) {
      const along = i / (pairs - 1)
      // Angle from straight down. Each branch ends before the star.
      const turn = 0.16 + along * 2.42
      const angle = Math.PI / 2 + side * turn
      const [px, py] = polar(x, y, radius, angle)
      const growth = angle + side * (Math.PI / 2)
      const length = 44 - along * 16
      path += leaf(px, py, growth - side * 0.62, length)
      path += leaf(px, py, growth + side * 0.5, length * 0.92)
    }
    const tip = Math.PI / 2 + side * 2.66
    path += leaf(...polar(x, y, radius, tip), tip + side * (Math.PI / 2), 28)
    path += stem(x, y, radius, Math.PI / 2 + side * 0.1, tip, side)
  }
  return path
}

/** A five-pointed star. */
export function star(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, i) => {
    const [px, py] = polar(x, y, i % 2 === 0 ? radius : radius * 0.42, (i / 10) * 2 * Math.PI - Math.PI / 2)
    return `${px} ${py}`
  })
  return `M${points.join('L')}Z`
}

/** A ribbon across the medal: its front, its tails, and the folds between them. */
export function ribbon(x: number, y: number): { body: string; tails: string; folds: string } {
  const [half, height] = [210, 34]
  const [left, right] = [x - half, x + half]
  const tail = (from: number, side: number): string =>
    `M${from - side * 34} ${y - height + 16}H${from + side * 62}l${-side * 24} ${height}l${side * 24} ${height}H${from - side * 34}Z`
  const fold = (from: number, side: number): string =>
    `M${from} ${y + height}V${y + height + 16}L${from - side * 34} ${y + height}Z`
  return {
    body: `M${left} ${y - height}H${right}V${y + height}H${left}Z`,
    tails: tail(left, -1) + tail(right, 1),
    folds: fold(left, -1) + fold(right, 1),
  }
}

/** A thin stem along the circle, thicker at the bottom. */
function stem(x: number, y: number, radius: number, from: number, to: number, side: number): string {
  const [ax, ay] = polar(x, y, radius + 2.5, from)
  const [bx, by] = polar(x, y, radius, to)
  const [cx, cy] = polar(x, y, radius - 2.5, from)
  const [onward, back] = side > 0 ? [1, 0] : [0, 1]
  return `M${ax} ${ay}A${radius + 1} ${radius + 1} 0 0 ${onward} ${bx} ${by}A${radius - 1} ${radius - 1} 0 0 ${back} ${cx} ${cy}Z`
}

function leaf(x: number, y: number, angle: number, length: number): string {
  const [tx, ty] = polar(x, y, length, angle)
  const [ax, ay] = polar(x, y, length * 0.55, angle - 0.46)
  const [bx, by] = polar(x, y, length * 0.55, angle + 0.46)
  return `M${round(x)} ${round(y)}Q${ax} ${ay} ${tx} ${ty}Q${bx} ${by} ${round(x)} ${round(y)}Z`
}

function polar(x: number, y: number, radius: number, angle: number): [number, number] {
  return [round(x + radius * Math.cos(angle)), round(y + radius * Math.sin(angle))]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
