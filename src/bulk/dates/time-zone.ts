/** Offsets of time zones, for times that are written without one. */

const OFFSET = /^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/** Whether it is an offset, such as `+02:00`, or the name of a zone that this platform knows, such as `Europe/Berlin`. */
export function isTimeZone(zone: string): boolean {
  if (OFFSET.test(zone)) return true
  try {
    return formatOf(zone) !== undefined
  } catch {
    return false
  }
}

/** Caches the results of a pure function, because making a format costs a hundred times as much as using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    if (formats.size >= 64) formats.clear()
    formats.set(zone, format)
  }
  return format
}

/**
 * The offsets that a local time may have: two where the clocks are set back, the earlier time first; none where they skip it.
 * @param local milliseconds of the time as if it were UTC
 */
export function offsetsAt(zone: string, local: number): readonly string[] {
  if (zone === 'Z' || zone === 'UTC') return ['Z']
  if (OFFSET.test(zone)) return [zone]
  const format = formatOf(zone)
  const day = 86_400_000
  // Those offsets around that time with which the zone has this local time.
  const offsets = new Set([local - day, local + day].map((at) => offsetOf(format, at)))
  return [...offsets].filter((offset) => offsetOf(format, local - offset) === offset).map(written)
}

function offsetOf(format: Intl.DateTimeFormat, at: number): number {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type)!
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return local - Math.floor(at / 1000) * 1000
}

function written(offset: number): string {
  const minutes = Math.abs(Math.round(offset / 60_000))
  if (minutes === 0) return 'Z'
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
