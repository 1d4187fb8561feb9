/** Builders of alignments: any framework, and the four that badges point to most. */
import type { Alignment } from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type { AlignmentInput } from '../assembly/inputs.generated.js'

/**
 * Points to an item of a framework.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function alignment(input: AlignmentInput): Alignment {
  return build('Alignment', input) as unknown as Alignment
}

export interface FrameworkItem {
  /** Title of the item, in the framework's words. */
  readonly name: string
  /** What the item says. */
  readonly description?: string
  /** Title of the framework. */
  readonly framework?: string
  /** Code that people use for the item. */
  readonly code?: string
}

export interface CaseItem extends FrameworkItem {
  /** Base address of the CASE server, for example `https://case.example.org`. */
  readonly server: string
  /** Identifier (GUID) of the item. */
  readonly identifier: string
  /** Which resource it is; `CFItem` unless said otherwise. */
  readonly kind?: 'CFItem' | 'CFRubric'
}

/**
 * An item or rubric of a 1EdTech CASE framework, by server and identifier. The address is that of the CASE 1.0 API,
 * which has none for the criteria and levels of a rubric: for these write `alignment` with the `uri` that CASE gives
 * them, and `CFRubricCriterion` or `CFRubricCriterionLevel` as `targetType`.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function caseAlignment(item: CaseItem): Alignment {
  const { server, identifier, kind = 'CFItem', ...rest } = item
  const base = String(server).replace(/\/+$/, '')
  const url = `${base}/ims/case/v1p0/${kind}s/${encodeURIComponent(String(identifier))}`
  return named(rest, { targetUrl: url, targetType: kind, targetCode: rest.code ?? identifier })
}

export interface CtdlItem extends FrameworkItem {
  /** CTID (`ce-…`), or the whole address in a credential registry. */
  readonly ctid: string
  /** A credential in CTDL, or a competency in CTDL-ASN; competency unless said otherwise. */
  readonly kind?: 'ceterms:Credential' | 'ceasn:Competency' | 'CTDL'
}

/**
 * A credential (CTDL) or competency (CTDL-ASN) in the Credential Registry.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function ctdlAlignment(item: CtdlItem): Alignment {
  const { ctid, kind = 'ceasn:Competency', ...rest } = item
  const text = String(ctid)
  const url = text.startsWith('ce-') ? `https://credentialengineregistry.org/resources/${text}` : text
  const code = rest.code ?? /ce-[0-9a-f-]{36}/i.exec(text)?.[0]
  return named(rest, {
    targetUrl: url,
    targetType: kind,
    ...(code === undefined ? {} : { targetCode: code }),
  })
}

export interface EscoItem extends FrameworkItem {
  /** Address of the concept: `http://data.europa.eu/esco/skill/…` or `…/occupation/…`. */
  readonly uri: string
}

const ESCO = /^https?:\/\/data\.europa\.eu\/esco\/(skill|occupation|isced-f|qualification)\/([\w.-]+)$/

/**
 * A skill or occupation of ESCO, the European classification.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function escoAlignment(item: EscoItem): Alignment {
  const { uri, ...rest } = item
  const [, kind, code] = ESCO.exec(String(uri)) ?? []
  return named(
    { framework: 'ESCO', ...rest },
    {
      targetUrl: uri,
      targetType: kind === 'occupation' ? 'ext:ESCOOccupation' : 'ext:ESCOSkill',
      ...(rest.code === undefined && code === undefined ? {} : { targetCode: rest.code ?? code }),
    },
  )
}

export interface OnetItem extends FrameworkItem {
  /** O*NET-SOC code of an occupation (`15-1252.00`), or element id of the content model (`2.A.1.a`). */
  readonly code: string
}

/**
 * An occupation of O*NET, or an element of its content model.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function onetAlignment(item: OnetItem): Alignment {
  const code = String(item.code)
  const occupation = /^\d{2}-\d{4}(\.\d{2})?$/.test(code)
  const path = occupation
    ? `link/summary/${/\.\d{2}$/.test(code) ? code : `${code}.00`}`
    : `find/descriptor/result/${code}`
  return named(
    { framework: 'O*NET', ...item },
    {
      targetUrl: `https://www.onetonline.org/${path}`,
      targetType: occupation ? 'ext:ONETOccupation' : 'ext:ONETElement',
      targetCode: code,
    },
  )
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['name', 'targetName'],
  ['description', 'targetDescription'],
  ['framework', 'targetFramework'],
])

/** Renames the common fields; a field that is none of them is passed on for the check to name. */
function named(item: FrameworkItem, target: Readonly<Record<string, unknown>>): Alignment {
  const members = Object.entries(item)
    .filter(([name]) => name !== 'code')
    .map(([name, value]) => [NAMES.get(name) ?? name, value] as const)
  return build('Alignment', { ...Object.fromEntries(members), ...target }) as unknown as Alignment
}
