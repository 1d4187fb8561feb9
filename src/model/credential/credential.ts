/** Builder of any W3C credential. */

import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import type { Json, JsonObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { contextsOfServices } from '../../schema/contexts/context-versions.js'
import { checkCredential } from '../../schema/validate.js'
import { construct } from '../assembly/construct.js'
import { Draft, plainMembers } from '../assembly/draft.js'
import { finish, modelInvalid, notAnObject } from '../assembly/finish.js'
import type { DataModel } from '../assembly/versions.js'
import type { CredentialInput, CredentialInput11, PlainCredential, PlainCredential11 } from './types.js'

/** The options of `credential`. */
export interface CredentialOptions<V extends DataModel = DataModel> {
  /** Default `2.0`. `1.1` is for readers that know no newer version: the dates are `issuanceDate` and `expirationDate`. */
  readonly dataModel?: V
}

/**
 * Makes an unsigned W3C credential of any kind (`VerifiableCredential`, VCDM 2.0 §4) with your own types, terms and subject.
 * `issue` refuses terms that no context defines, so name the contexts of your terms. A `load` function provides contexts that
 * are not bundled.
 *
 * @param input - `issuer` and `credentialSubject` are required. `type`: your own types; `context`: the contexts that define
 *   your terms; `credentialSchema`: JSON Schemas of your own; dates `Date` or RFC 3339 text.
 * @param options - `dataModel`: default `2.0`.
 * @returns The credential, frozen; `issue`, `issueJwt` and `issueMany` sign it.
 * @throws OpenBadgeError `model_invalid` with every issue, each with a JSON Pointer into the credential; TypeError for bad
 *   options.
 * @example
 * interface Membership { id: string; 'https://example.org/vocab#memberOf': string }
 * const membership = credential<Membership>({
 *   type: 'https://example.org/vocab#MembershipCredential',
 *   issuer: signer.controller,
 *   credentialSubject: { id: 'did:example:ada', 'https://example.org/vocab#memberOf': 'Chess Club' },
 * })
 * const { credentialSubject } = await issue(membership, { signer })
 */
export function credential<C extends object>(
  input: CredentialInput<C>,
  options?: CredentialOptions<'2.0'>,
): PlainCredential<C>
export function credential<C extends object>(
  input: CredentialInput11<C>,
  options: CredentialOptions<'1.1'> & { readonly dataModel: '1.1' },
): PlainCredential11<C>
export function credential(input: unknown, options: CredentialOptions = {}): object {
  const isVersion1 = readOptions(options)
  const className = isVersion1 ? 'VerifiableCredential11' : 'VerifiableCredential'
  if (typeof input !== 'object' || input === null) throw notAnObject(className, input)
  const draft = new Draft()
  const members = plainMembers(input, '', draft)
  if (members === undefined) throw modelInvalid(className, draft.findings.issues)
  refuseWritten(members, draft)
  const own = [...members].filter(([name]) => !WRITTEN_BY_BUILDER.has(name) && name !== 'context')
  const { full } = construct(className, Object.fromEntries(own), '', draft)!
  const content = full as JsonObject
  const document: JsonObject = {
    '@context': contextsOf(content, members.get('context'), isVersion1, draft),
    ...content,
  }
  return finish(
    className,
    { core: document, full: document },
    draft,
    checkCredential({ ...(isVersion1 ? PLACEHOLDERS_11 : {}), ...document }, 'strict'),
  )
}

/** Values for the check only, instead of those that `issue` fills in. */
const PLACEHOLDERS_11: JsonObject = { issuanceDate: '2000-01-01T00:00:00Z' }

const OPTIONS: ReadonlySet<string> = new Set(['dataModel'] satisfies (keyof CredentialOptions)[])

function readOptions(options: CredentialOptions): boolean {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('credential: options must be an object')
  checkOptionNames('credential', options, OPTIONS)
  const { dataModel = '2.0' } = options
  if (dataModel !== '2.0' && dataModel !== '1.1')
    throw new TypeError("credential: dataModel must be '2.0' or '1.1'")
  return dataModel === '1.1'
}

/** Members of the credential that the builder itself or `issue` writes. */
const WRITTEN_BY_BUILDER: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['@context', 'remove it; write the contexts of your own terms into context'],
  ['proof', 'remove it; issue() signs'],
])

function refuseWritten(members: ReadonlyMap<string, unknown>, draft: Draft): void {
  for (const [name, hint] of WRITTEN_BY_BUILDER) {
    if (!members.has(name)) continue
    draft.add('unknown_member', `/${name}`, `this builder makes "${name}" itself`, { found: name, hint })
  }
}

/** The context of VCDM, those of services that it does not define, then the caller's. */
function contextsOf(content: JsonObject, given: unknown, isVersion1: boolean, draft: Draft): readonly Json[] {
  const further = given === undefined ? [] : draft.json(Array.isArray(given) ? given : [given], '/context')
  const contexts: Json[] = [isVersion1 ? VCDM_1 : VCDM_2, ...contextsOfServices(content, isVersion1).keys()]
  for (const [index, context] of ((further ?? []) as readonly Json[]).entries()) {
    if (context === (isVersion1 ? VCDM_2 : VCDM_1)) {
      draft.add('context_clash', `/context/${index}`, 'this builder adds the context of VCDM itself', {
        expected: 'contexts of your own',
        found: String(context),
        hint: `choose the other version with the option dataModel: '${isVersion1 ? '2.0' : '1.1'}'`,
      })
    } else if (typeof context !== 'string' || !contexts.includes(context)) contexts.push(context)
  }
  return contexts
}
