/** What an editor offers while someone types: asked of the compiler's own language service. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { CLASSES, ENUMERATIONS } from '../../src/schema/generated/model.generated.js'

const FILE = fileURLToPath(new URL('./virtual-completion.ts', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))

function completions(): (source: string) => readonly string[] {
  let text = ''
  let version = 0
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({
      strict: true,
      exactOptionalPropertyTypes: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
      types: [],
      paths: { '#platform': [`${root}src/platform/platform.ts`] },
    }),
    getScriptFileNames: () => [FILE],
    getScriptVersion: (name) => (name === FILE ? String(version) : '1'),
    getScriptSnapshot: (name) => {
      if (name === FILE) return ts.ScriptSnapshot.fromString(text)
      return ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8')) : undefined
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  }
  const service = ts.createLanguageService(host)
  return (source) => {
    version++
    const at = source.indexOf('|')
    text = source.slice(0, at) + source.slice(at + 1)
    return (service.getCompletionsAtPosition(FILE, at, {})?.entries ?? []).map(({ name }) => name)
  }
}

const IMPORTS = `import { achievement } from '../../src/model/builders/achievement.js'
import { alignment } from '../../src/model/builders/alignment.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { identity } from '../../src/model/builders/identity.js'
import { profile } from '../../src/model/builders/profile.js'
import { result, resultDescription } from '../../src/model/builders/result.js'
`

describe('an editor', () => {
  const offers = completions()

  it.each([
    ['AchievementType', "achievement({ achievementType: '|' })"],
    ['AlignmentTargetType', "alignment({ targetType: '|' })"],
    ['IdentifierType', "identity({ identityType: '|' })"],
    ['ResultType', "resultDescription({ resultType: '|' })"],
    ['ResultStatusType', "result({ status: '|' })"],
  ])('offers every value of %s', (name, source) => {
    expect([...offers(IMPORTS + source)].sort()).toEqual([...ENUMERATIONS[name]!.values].sort())
  })

  it.each([
    ['Achievement', 'achievement({ | })'],
    ['Profile', 'profile({ | })'],
  ])('offers every member of %s', (name, source) => {
    expect(offers(IMPORTS + source)).toEqual(expect.arrayContaining(Object.keys(CLASSES[name]!.properties)))
  })

  it('offers the dates of the version that is built', () => {
    const newer = offers(`${IMPORTS}openBadge({ | })`)
    expect(newer).toEqual(expect.arrayContaining(['recipient', 'achievement', 'validFrom', 'validUntil']))
    expect(newer).not.toContain('issuanceDate')
    const older = offers(`${IMPORTS}openBadge({ | }, { dataModel: '1.1' })`)
    expect(older).toEqual(expect.arrayContaining(['recipient', 'achievement', 'issuanceDate']))
    expect(older).not.toContain('validFrom')
    expect(offers(`${IMPORTS}openBadge(x, { dataModel: '|' })`)).toEqual(['2.0', '1.1'])
  })
})
