import { SaxesParser } from 'saxes'

export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

export type Mark = 'done' | 'open' | 'missing' | 'spare'

export interface Drawing {
  readonly elements: readonly Element[]
  /** Texts that are drawn, line by line. */
  readonly texts: readonly string[]
  readonly description: string
  /** What the marks before the rows say, by their shape alone. */
  readonly marks: readonly Mark[]
}

/** Throws where the drawing is not well-formed. */
export function drawingOf(svg: string): Drawing {
  const elements: Element[] = []
  const texts: string[] = []
  const marks: Mark[] = []
  let description = ''
  const open: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements.push({ name, attributes })
    open.push(name)
    const shape = shapeOf(name, attributes)
    if (shape !== undefined) marks.push(shape)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('text', (text) => {
    if (open.at(-1) === 'text') texts.push(text)
    if (open.at(-1) === 'desc') description = text
  })
  parser.write(svg).close()
  return { elements, texts, description, marks }
}

function shapeOf(name: string, attributes: Readonly<Record<string, string>>): Mark | undefined {
  if (name === 'path') return (attributes['d'] ?? '').includes('h10') ? 'spare' : undefined
  if (name !== 'circle') return undefined
  if (attributes['r'] === '9') return 'done'
  if (attributes['r'] === '3') return 'open'
  return attributes['stroke-dasharray'] === undefined ? undefined : 'missing'
}
