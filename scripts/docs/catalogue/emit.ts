/** Writes the catalogues as Markdown: codes, sentences and types from the tables in `src`, causes and remedies from this folder. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { VERIFY_LIMITS } from '../../../src/index.js'
import { CODES } from '../../../src/issue-codes.js'
import { en } from '../../../src/verify/messages/en.js'
import { ERRORS, LIMITS } from './errors.js'
import { type Entries, ISSUES, UNSAFE } from './issues.js'
import { MAPPING, PATHWAY, READING } from './other-issues.js'
import type { ReportCodes } from './report-code.js'
import { INPUT } from './report-input.js'
import { JWT } from './report-jwt.js'
import { PARTS } from './report-parts.js'
import { PROOF } from './report-proof.js'
import { STANDING } from './report-standing.js'

const NOTE =
  '<!-- Made by `npm run generate` from the tables in src and scripts/docs/catalogue. Do not edit. -->\n\n'

export const REPORT_CODES: ReportCodes = { ...INPUT, ...PROOF, ...JWT, ...STANDING, ...PARTS }

/** Every code of `OpenBadgeError`: its meaning, its cause, what to do, and the type of its details. */
export function errorCatalogue(): string {
  const details = errorDetails()
  const entries = Object.entries(ERRORS).map(([code, [cause, remedy]]) => {
    const { comment, shape } = details.get(code)!
    return entry(code, [comment, cause], remedy, `Details: \`${shape}\``)
  })
  const defaults = new Map<string, number>(Object.entries(VERIFY_LIMITS))
  const limits = Object.entries(LIMITS).map(([name, counts]) => {
    const usual = defaults.get(name)
    return `| \`${name}\` | ${counts} | ${usual === undefined ? '' : usual.toLocaleString('en')} |`
  })
  return `# Errors

${NOTE}laurel throws for mistakes of the caller, and reports faults of a credential: \`verify\` never throws because of its
input. For bad data laurel throws an \`OpenBadgeError\` with a stable \`code\` and typed \`details\`. For a wrong call, such as a
misspelt option, it throws a \`TypeError\`. The recipe [Find mistakes before you sign](../cookbook/issuing.md#find-mistakes-before-you-sign) catches one.

## Codes

${entries.join('\n')}
## Limits

The values of \`details.limit\`, what each limit counts, and the default of \`verify\`.

| limit | counts | default of \`verify\` |
| --- | --- | ---: |
${limits.join('\n')}
`
}

/** Every code that a row or a warning of a report can have, under the row that it belongs to. */
export function reportCatalogue(): string {
  const sections = reportSections().map(([title, codes]) => {
    const entries = codes.map((code) => {
      const [ends, cause, remedy] = REPORT_CODES[code]!
      return entry(code, [`*${ends}*: “${en[code]}”`, cause], remedy)
    })
    return `## ${title[0]!.toUpperCase()}${title.slice(1)}\n\n${entries.join('\n')}`
  })
  return `# Report codes

${NOTE}Each row of a report has an outcome, a stable \`code\` and a sentence. Write programs against the code; show people the
sentence, in English, German or French. \`fail\`: checked, and wrong. \`unknown\`: could not be checked, so the badge is not
verified. \`skipped\`: does not apply, or was not asked for. A warning changes no verdict; \`required_skipped\` explains one.

${sections.join('\n')}`
}

/** Every code of an issue about a document. */
export function issueCatalogue(): string {
  const weights = { error: 'an error', warning: 'a warning' }
  const model = Object.entries(ISSUES).map(([code, [cause, remedy]]) => {
    const { strict, compact, layer } = CODES[code as keyof typeof CODES]
    const weight =
      strict === compact ? `Always ${weights[strict]}` : `An error when you issue, a warning when you verify`
    const source =
      layer === 'schema'
        ? 'the rule is in the published schemas too'
        : 'the rule is in the text of the standard, or in JSON-LD'
    return entry(code, [cause], remedy, `${weight}; ${source}.`)
  })
  const entries = (table: Entries<string>): string =>
    Object.entries(table)
      .map(([code, [cause, remedy]]) => entry(code, [cause], remedy))
      .join('\n')
  // Not headings, because some of these codes are also in a section above, with another meaning.
  const list = (table: Entries<string>): string =>
    Object.entries(table)
      .map(([code, [cause, remedy]]) => `- \`${code}\`: ${cause} **What to do:** ${remedy}\n`)
      .join('')
  return `# Issue codes

${NOTE}An issue is one fault of a document: \`{ pointer, code, message, expected, found, hint }\`. Issues are in
\`validate(…).issues\`, in \`report.issues\`, and in \`details.issues\` of the errors \`model_invalid\` and \`jsonld_unsafe\`.

## The data model

${model.join('\n')}
## Parts that the signature would not cover

A JSON-LD signature covers the graph of a document, not its text. These parts would not be in the graph, or would differ from what people read.

${entries(UNSAFE)}
## Issues of issuing and reading

${entries(READING)}
## Pathways

${list(PATHWAY)}
## Mappings of tables

${list(MAPPING)}`
}

function entry(code: string, texts: readonly string[], remedy: string, more?: string): string {
  const lines = [`### ${code}`, ...texts.filter((text) => text !== ''), `**What to do:** ${remedy}`]
  return `${[...lines, ...(more === undefined ? [] : [more])].join('\n\n')}\n`
}

/** Code → the comment and the type that `ErrorDetails` has for it. */
export function errorDetails(): ReadonlyMap<string, { readonly comment: string; readonly shape: string }> {
  const source = parse('src/errors.ts')
  const table = source.statements.find(
    (each): each is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(each) && each.name.text === 'ErrorDetails',
  )!
  return new Map(
    table.members.filter(ts.isPropertySignature).map((member) => {
      const comment = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc)[0]?.comment
      const shape = member
        .type!.getText(source)
        .replace(/\/\*\*.*?\*\//gs, '')
        // A type of several lines has no semicolons.
        .replace(/(?<=\w)\n\s*(?=readonly)/g, '; ')
        .replace(/\s+/g, ' ')
      return [
        member.name.getText(source),
        { comment: (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' '), shape },
      ]
    }),
  )
}

/** The codes of the English sentences, by the comments between them. */
export function reportSections(): readonly (readonly [title: string, codes: readonly (keyof typeof en)[]])[] {
  const source = parse('src/verify/messages/en.ts')
  const sections: [string, (keyof typeof en)[]][] = []
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText(source) === 'en') {
      const table = node.initializer
      const literal = table !== undefined && ts.isAsExpression(table) ? table.expression : table
      for (const member of (literal as ts.ObjectLiteralExpression).properties) {
        const title = /\/\/ (.+)/.exec(member.getFullText(source).split(member.getText(source))[0]!)?.[1]
        if (title !== undefined) sections.push([title, []])
        sections.at(-1)![1].push(member.name!.getText(source) as keyof typeof en)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return sections
}

function parse(path: string): ts.SourceFile {
  const file = fileURLToPath(new URL(`../../../${path}`, import.meta.url))
  return ts.createSourceFile(path, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true)
}
