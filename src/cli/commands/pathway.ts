/** `laurel pathway`: checks, evaluates, explains and draws pathways. */
import { Command, Option } from 'commander'
import { LANGUAGES, type Language } from '../../index.js'
import type { EvaluatedNode, Evaluation, Pathway } from '../../pathways/index.js'
import { readDate } from '../io/files.js'
import { inputFiles, refuseOverwriting, writeOutput } from '../io/outputs.js'
import { BAD, type CommandOf, GOOD, type Shell } from '../io/shell.js'
import { jsonLine, safe } from '../io/terminal-text.js'
import {
  candidatesOf,
  type HolderOptions,
  holderOf,
  readCandidates,
  readPathway,
  withHolder,
} from '../verification/badges.js'
import { type LoadOptions, loadFor, withLoading } from '../verification/load-for.js'

interface Options extends HolderOptions, LoadOptions {
  readonly json?: true
  readonly at?: string
  readonly out?: string
  readonly language?: Language
}

type Sub = (shell: Shell, done: (status: number) => void) => Command

export const pathwayCommand: CommandOf = (shell, done) => {
  const command = new Command('pathway').description(
    'Check a pathway, evaluate badges against it, and explain or draw the progress.',
  )
  for (const sub of SUBS) command.addCommand(sub(shell, done))
  return command.addHelpText(
    'after',
    `
Examples:
  laurel pathway check data.json
  laurel pathway evaluate data.json badges/*.png --recipient did:web:ada.example --online
  laurel pathway explain data.json badges/*.png --email ada@example.org --language de
  laurel pathway draw data.json badges/*.png --email ada@example.org --out progress.svg

A pathway is a JSON file. Badges count only if they verify and belong to the named person.
Exit status: 0 met, 1 not met or not certain, 2 the call or a file has a fault. "check" ends with 0 if the pathway is valid,
"draw" if the picture is drawn, whether the pathway is met or not.
`,
  )
}

const check: Sub = (shell, done) =>
  new Command('check')
    .description('Check a pathway, and print its digest, which larger credentials contain.')
    .argument('<pathway>', 'the pathway: JSON; - for standard input')
    .option('--json', 'print one JSON line')
    .action(async (file: string, options: Options) => {
      const { partDigest } = await import('../../pathways/index.js')
      const p = await readPathway(shell, file)
      const digest = partDigest(p)
      if (options.json === true) shell.out(jsonLine({ file, id: p.id, name: p.name, digest }))
      else shell.out(safe`${file}: ${p.name}\n  id     ${p.id}\n  digest ${digest}\n`)
      done(GOOD)
    })

/** The arguments of the commands that count badges. */
const counting = (command: Command): Command =>
  withLoading(withHolder(command, 'the person whose badges count'))
    .argument('<pathway>', 'the pathway: JSON')
    .argument('[badges...]', 'the badges: PNG, SVG, JSON, compact JWS or NDJSON')
    .option('--at <date>', 'the time of the evaluation; default: now')

const evaluateBadges: Sub = (shell, done) =>
  counting(
    new Command('evaluate').description('Evaluate whether badges meet a pathway, and what is missing.'),
  )
    .option('--json', 'print one JSON line')
    .action(async (file: string, badges: readonly string[], options: Options) => {
      const evaluation = await evaluated(shell, await readPathway(shell, file), badges, options)
      if (options.json === true) shell.out(jsonLine({ file, ...summary(evaluation) }))
      else printEvaluation(shell, file, evaluation)
      done(evaluation.outcome === 'met' ? GOOD : BAD)
    })

const explainBadges: Sub = (shell, done) =>
  counting(
    new Command('explain').description(
      'Explain in sentences whether badges meet a pathway, and what is missing.',
    ),
  )
    .addOption(new Option('--language <language>', 'the language of the sentences').choices(LANGUAGES))
    .option('--json', 'print one JSON line')
    .action(async (file: string, badges: readonly string[], options: Options) => {
      const { explain } = await import('../../pathways/index.js')
      const evaluation = await evaluated(shell, await readPathway(shell, file), badges, options)
      const { language } = options
      const sentences = explain(evaluation, language === undefined ? {} : { language })
      if (options.json === true) shell.out(jsonLine({ file, outcome: evaluation.outcome, sentences }))
      else for (const { text } of sentences) shell.out(safe`${text}\n`)
      done(evaluation.outcome === 'met' ? GOOD : BAD)
    })

const draw: Sub = (shell, done) =>
  counting(new Command('draw').description('Draw the progress of badges on a pathway as SVG.'))
    .requiredOption('-o, --out <file>', 'the file for the SVG')
    .addOption(new Option('--language <language>', 'the language of the texts').choices(LANGUAGES))
    .option('--json', 'print one JSON line')
    .action(async (file: string, badges: readonly string[], options: Options, command: Command) => {
      const { pathwayImage } = await import('../../share/index.js')
      await refuseOverwriting(options.out, inputFiles(command))
      const p = await readPathway(shell, file)
      const evaluation = await evaluated(shell, p, badges, options)
      const { language, out } = options
      const image = pathwayImage(evaluation, { pathway: p, ...(language === undefined ? {} : { language }) })
      await writeOutput(out!, image)
      if (options.json === true) shell.out(jsonLine({ file: out, outcome: evaluation.outcome }))
      else shell.out(safe`${out!}: ${evaluation.outcome}\n`)
      done(GOOD)
    })

const SUBS: readonly Sub[] = [check, evaluateBadges, explainBadges, draw]

async function evaluated(
  shell: Shell,
  p: Pathway,
  badges: readonly string[],
  options: Options,
): Promise<Evaluation> {
  const { evaluate } = await import('../../pathways/index.js')
  const at = options.at === undefined ? new Date() : readDate('--at', options.at)
  const holder = holderOf(options)
  const settings = { ...(await loadFor(options, shell)), now: at, signal: shell.signal }
  return evaluate(p, candidatesOf(await readCandidates(shell, badges, settings)), { holder, at })
}

/** Leaves out the credentials, which the caller has. */
function summary({ parts, ...evaluation }: Evaluation): object {
  return { ...evaluation, parts: parts.map(({ badge }) => badge) }
}

const MARKS = { met: '✓', unmet: '✗', unknown: '?' } as const

function printEvaluation(shell: Shell, file: string, { outcome, root, unused, missing }: Evaluation): void {
  shell.out(safe`${file}: ${outcome}\n`)
  printNode(shell, root, 1)
  for (const { badge, because } of unused)
    shell.out(safe`  · ${badge.id ?? 'a badge without id'}: ${because}\n`)
  const requirements = missing?.requirements ?? []
  if (requirements.length > 0) shell.out(safe`  missing: ${requirements.map(nameOf).join(', ')}\n`)
}

function printNode(shell: Shell, node: EvaluatedNode, depth: number): void {
  const { outcome, have, need, unit = '', by, children = [] } = node
  const support = children.length > 0 ? '' : by.map(({ name, id }) => name ?? id).join(', ')
  const text = `${nameOf(node)} ${have}/${need} ${unit} ${support}`.replace(/ +/g, ' ').trimEnd()
  shell.out(safe`${'  '.repeat(depth)}${MARKS[outcome]} ${text}\n`)
  for (const child of children) printNode(shell, child, depth + 1)
}

function nameOf(node: {
  readonly name?: string
  readonly id?: string
  readonly kind: string
  readonly pointer: string
}): string {
  return node.name ?? node.id ?? `${node.kind} ${node.pointer}`
}
