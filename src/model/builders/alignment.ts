/** Builders of alignments: for any framework, and for four usual ones. */
import { requireObject } from '../../encoding/arguments.js'
import type { Alignment } from '../../schema/generated/types.generated.js'
import { build, modelInvalid } from '../assembly/finish.js'
import type { AlignmentInput } from '../assembly/inputs.generated.js'

/**
 * Makes a link from an achievement or result to an item of a framework (Open Badges 3.0 §B.1).
 *
 * @param input - `targetName` and `targetUrl` are required.
 * @returns The alignment, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const aligned = alignment({ targetName: 'Programming', targetUrl: 'https://example.org/skills/programming' })
 */
export function alignment(input: AlignmentInput): Alignment {
  return build('Alignment', input) as unknown as Alignment
}

export interface FrameworkItem {
  /** Name of the item in the framework. */
  readonly name: string
  /** Text of the item. */
  readonly description?: string
  /** Name of the framework. */
  readonly framework?: string
  /** Code of the item for people. */
  readonly code?: string
}

export interface CaseItem extends FrameworkItem {
  /** Base address of the CASE server, for example `https://case.example.org`. */
  readonly server: string
  /** Identifier (GUID) of the item. */
  readonly identifier: string
  /** Type of the resource. Default `CFItem`. */
  readonly kind?: 'CFItem' | 'CFRubric'
}

/**
 * Makes an alignment with an item or rubric of a 1EdTech CASE framework. The CASE 1.0 API has no address for criteria and
 * levels of a rubric: use `alignment` with the item's `uri`.
 *
 * @param item - `server`: base URL; `identifier`: GUID of the item; `name`; `kind`: default `CFItem`.
 * @returns The alignment, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const aligned = caseAlignment({
 *   server: 'https://case.example.org',
 *   identifier: 'd4f0c1b4-5d2e-4b9a-8f0e-0a1b2c3d4e5f',
 *   name: 'Explains ownership',
 * })
 */
export function caseAlignment(item: CaseItem): Alignment {
  requireObject('caseAlignment', 'item', item, 'an object, such as { server, identifier, name }')
  const { server, identifier, kind = 'CFItem', ...rest } = item
  const base = String(server).replace(/(?<!\/)\/+$/, '')
  const url = `${base}/ims/case/v1p0/${kind}s/${encodeURIComponent(String(identifier))}`
  return named(rest, { targetUrl: url, targetType: kind, targetCode: rest.code ?? identifier })
}

export interface CtdlItem extends FrameworkItem {
  /** CTID (`ce-…`), or its full URL in a credential registry. */
  readonly ctid: string
  /** A credential in CTDL, or a competency in CTDL-ASN (default). */
  readonly kind?: 'ceterms:Credential' | 'ceasn:Competency' | 'CTDL'
}

/**
 * Makes an alignment with a credential (CTDL) or competency (CTDL-ASN) of the Credential Registry.
 *
 * @param item - `ctid` (`ce-…`, or the whole URL) and `name`; `kind`: default `ceasn:Competency`.
 * @returns The alignment, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const aligned = ctdlAlignment({ ctid: 'ce-6fdd56d3-0214-4a67-b0c4-bb4c16ce9a13', name: 'Systems programming' })
 */
export function ctdlAlignment(item: CtdlItem): Alignment {
  requireObject('ctdlAlignment', 'item', item, 'an object, such as { ctid, name }')
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

const IN_ESCO = /^https?:\/\/data\.europa\.eu\/esco\/[^\s]/
const ESCO = /^https?:\/\/data\.europa\.eu\/esco\/(skill|occupation|isced-f|qualification)\/([\w.-]+)$/

/**
 * Makes an alignment with a skill or occupation of ESCO, the European classification.
 *
 * @param item - `uri` of the concept, and `name`.
 * @returns The alignment, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue; also for a URI outside ESCO.
 * @example
 * const aligned = escoAlignment({
 *   uri: 'http://data.europa.eu/esco/skill/ccd0a1d9-afda-43d9-b901-96344886e14d',
 *   name: 'Python (computer programming)',
 * })
 */
export function escoAlignment(item: EscoItem): Alignment {
  requireObject('escoAlignment', 'item', item, 'an object, such as { uri, name }')
  const { uri, ...rest } = item
  if (!IN_ESCO.test(String(uri)))
    throw refused('invalid_url', '/uri', 'uri is not the address of a concept of ESCO', {
      expected: 'an address under http://data.europa.eu/esco/',
      hint: 'write uri: "http://data.europa.eu/esco/skill/…", or use alignment for another framework',
    })
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
 * Makes an alignment with an occupation of O*NET or an element of its content model.
 *
 * @param item - The O*NET `code` and `name`.
 * @returns The alignment, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue; also for a code that O*NET does not have.
 * @example
 * const aligned = onetAlignment({ code: '15-1252.00', name: 'Software Developers' })
 */
export function onetAlignment(item: OnetItem): Alignment {
  requireObject('onetAlignment', 'item', item, 'an object, such as { code, name }')
  const code = String(item.code)
  const occupation = /^\d{2}-\d{4}(\.\d{2})?$/.test(code)
  if (!occupation && !ELEMENT.test(code))
    throw refused('unknown_value', '/code', 'code is no code of O*NET', {
      expected: 'an O*NET-SOC code or an element id',
      hint: 'write an occupation as "15-1252.00", or an element as "2.A.1.a"',
    })
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

/** An element id of the content model. */
const ELEMENT = /^\d\.[A-Z](\.\w+)*$/

function refused(
  code: 'invalid_url' | 'unknown_value',
  pointer: string,
  message: string,
  words: { readonly expected: string; readonly hint: string },
): Error {
  return modelInvalid('Alignment', [{ pointer, code, severity: 'error', message, ...words }])
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['name', 'targetName'],
  ['description', 'targetDescription'],
  ['framework', 'targetFramework'],
])

/** Renames the common members. Other members are kept, so that the check reports them. */
function named(item: FrameworkItem, target: Readonly<Record<string, unknown>>): Alignment {
  const members = Object.entries(item)
    .filter(([name]) => name !== 'code')
    .map(([name, value]) => [NAMES.get(name) ?? name, value] as const)
  return build('Alignment', { ...Object.fromEntries(members), ...target }) as unknown as Alignment
}
