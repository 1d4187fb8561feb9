/** Whether every internal link of a static site leads to a page and, with a fragment, to a place on it. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

export interface LinkCheck {
  readonly pages: number
  readonly links: number
  /** One line a broken link: the page and what it names. */
  readonly broken: readonly string[]
}

/** @param folder - Root of the site. Links to other sites are not looked at. */
export function brokenLinks(folder: string): LinkCheck {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  )
  const pages = files.filter((file) => file.endsWith('.html'))
  const named = files.filter((file) => /\.(html|svg)$/.test(file))
  const texts = new Map(named.map((page) => [page, readFileSync(join(folder, page), 'utf8')]))
  const places = new Map([...texts].map(([page, text]) => [page, new Set(valuesOf(text, 'id'))]))
  const present = new Set(files)
  let links = 0
  const broken = new Set<string>()
  for (const page of pages) {
    const text = texts.get(page)!
    for (const link of [...valuesOf(text, 'href'), ...valuesOf(text, 'src')]) {
      if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) continue
      links++
      const [path, fragment] = link.split('#')
      const target =
        path === '' ? page : relative('.', normalize(join(dirname(page), decodeURIComponent(path!))))
      const isThere = present.has(target) && (!fragment || placesOf(target).has(decodeURIComponent(fragment)))
      if (!isThere) broken.add(`${page} links to ${link}, which is not there`)
    }
  }
  return { pages: pages.length, links, broken: [...broken] }

  function placesOf(target: string): ReadonlySet<string> {
    return places.get(target) ?? new Set()
  }
}

function valuesOf(html: string, attribute: string): string[] {
  return Array.from(html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, 'g')), ([, value]) =>
    value!.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'"),
  )
}
