/** `npm run docs`: the documents of `docs/` and the API reference as one static site in out/docs; then its links are checked. */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import {
  Application,
  type CommentDisplayPart,
  type Context,
  Converter,
  type DocumentReflection,
  type Reflection,
  ReflectionKind,
} from 'typedoc'
import { brokenLinks } from './links.js'

const OUT = 'out/docs'
/** Folder of a document below `docs/` → its heading in the navigation. */
const GROUPS: Readonly<Record<string, string>> = { cookbook: 'Cookbook', catalogue: 'Catalogues' }

const app = await Application.bootstrap({ options: 'scripts/typedoc.json' })
app.converter.on(Converter.EVENT_CREATE_DOCUMENT, place)
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, linkRecipes)
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, order)
const project = await app.convert()
if (project !== undefined) app.validate(project)
endIfFaulty()
await app.generateDocs(project!, OUT)
endIfFaulty()

const { pages, links, broken } = brokenLinks(OUT)
for (const each of broken) console.error(`docs: ${each}`)
console.log(`docs: ${pages} pages in ${OUT}; ${links} internal links, ${broken.length} of them broken`)
if (broken.length > 0) process.exitCode = 1

/** A document is called by its first heading and stands under the heading of its folder. */
function place(_: unknown, document: DocumentReflection): void {
  const path = relative('docs', document.project.files.getReflectionPath(document)!)
  const [first] = document.content
  const heading = /^\s*# (.+)\n/.exec(first?.text ?? '')
  if (first === undefined || heading === null) throw new Error(`docs/${path} begins with no heading`)
  document.name = heading[1]!
  document.frontmatter['group'] = GROUPS[path.split('/')[0]!] ?? 'Guides'
}

/** Documents stand in the order in which the first page names them; what it does not name comes after. */
function order({ project }: Context): void {
  const first = readFileSync('docs/index.md', 'utf8')
  const placeOf = (one: Reflection): number => {
    const path = one.isDocument() ? relative('docs', one.project.files.getReflectionPath(one)!) : ''
    const place = first.indexOf(`](${path})`)
    return place < 0 ? first.length : place
  }
  project.documents?.sort((a, b) => placeOf(a) - placeOf(b))
  project.childrenIncludingDocuments?.sort((a, b) => placeOf(a) - placeOf(b))
}

/** Modules are called as they are imported, and each recipe names what it imports, with a link to the reference. */
function linkRecipes({ project }: Context): void {
  const modules = project.getReflectionsByKind(ReflectionKind.Module)
  for (const module of modules) {
    module.name = module.name === 'index' ? 'laurel' : `laurel/${module.name.replace(/\/index$/, '')}`
  }
  for (const document of project.documents ?? []) {
    document.content = document.content.flatMap((part) =>
      part.kind === 'code' ? [part, ...referenceOf(part.text)] : [part],
    )
  }

  function referenceOf(code: string): CommentDisplayPart[] {
    const links = importsOf(code).map(([entry, name]): CommentDisplayPart => {
      const target = modules.find((module) => module.name === entry)?.getChildByName([name])
      if (target === undefined) throw new Error(`the reference has no ${name} of ${entry}`)
      return { kind: 'inline-tag', tag: '@link', text: name, target }
    })
    return links.flatMap((link, i) => [
      { kind: 'text', text: i === 0 ? '\n\nIn the reference: ' : ' · ' },
      link,
    ])
  }
}

/** Entry and name of what a recipe imports from the package, or uses of it as `ob.…`. */
function importsOf(code: string): readonly (readonly [entry: string, name: string])[] {
  const named = Array.from(code.matchAll(/^import \{([^}]*)\} from '(laurel[^']*)'/gm)).flatMap(
    ([, names, entry]) =>
      names!
        .split(',')
        .map((word) => word.trim().replace(/^type /, ''))
        .filter((name) => name !== '')
        .map((name) => [entry!, name] as const),
  )
  const whole = code.includes("import * as ob from 'laurel'") ? code.matchAll(/\bob\.(\w+)/g) : []
  const used = new Set(Array.from(whole, ([, name]) => name!))
  return [...Array.from(used, (name) => ['laurel', name] as const), ...named]
}

function endIfFaulty(): void {
  if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1)
}
