/** Type-checks programs that stand in documents, as the repository's own code is checked. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** @param modules - What a fault is reported under → the file. */
export function typeFaults(
  modules: ReadonlyMap<string, string>,
  host = rememberingHost(),
): readonly string[] {
  const program = ts.createProgram([...modules.values()], options(), host)
  return [...modules].flatMap(([name, file]) => {
    const module = program.getSourceFile(file)!
    return [...program.getSyntacticDiagnostics(module), ...program.getSemanticDiagnostics(module)].map(
      ({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
  })
}

/** Compiler options of the repository, without what only a build needs. Examples name values to show them. */
export function options(): ts.CompilerOptions {
  const file = join(root, 'test/tsconfig.json')
  const read = ts.getParsedCommandLineOfConfigFile(
    file,
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (fault) => fail(fault) },
  )!
  const { tsBuildInfoFile: _, ...rest } = read.options
  return { ...rest, incremental: false, noUnusedLocals: false }
}

/** Both programs read the same files: each is parsed once. */
export function rememberingHost(): ts.CompilerHost {
  const plain = ts.createCompilerHost(options())
  const parsed = new Map<string, ts.SourceFile | undefined>()
  return {
    ...plain,
    getSourceFile: (file, ...rest) => {
      if (!parsed.has(file)) parsed.set(file, plain.getSourceFile(file, ...rest))
      return parsed.get(file)
    },
  }
}

function fail({ messageText }: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '))
}
