/** Typed extensions, such as the members of a national profile, with their context and schema (Open Badges 3.0, Data Model). */
import { isJsonObject, type JsonObject } from '../../encoding/json.js'
import type {
  Achievement,
  AchievementSubject,
  Address,
  Alignment,
  Criteria,
  Evidence,
  Profile,
  Related,
  Result,
  ResultDescription,
  RubricCriterionLevel,
} from '../../schema/generated/types.generated.js'
import {
  type ExtensibleClass,
  type ExtensionDefinition,
  type Members,
  type MembersOf,
  readDefinition,
} from '../assembly/extension.js'
import { build } from '../assembly/finish.js'
import type {
  AchievementInput,
  AddressInput,
  AlignmentInput,
  CriteriaInput,
  EvidenceInput,
  ProfileInput,
  RelatedInput,
  ResultDescriptionInput,
  ResultInput,
  RubricCriterionLevelInput,
} from '../assembly/inputs.generated.js'
import {
  type BuilderOptions,
  type DataModel,
  readVersions,
  type VersionOptions,
} from '../assembly/versions.js'
import { type ExtensionMembers, extensionMembers } from '../reading/extension-members.js'
import type { CredentialView } from '../reading/view.js'
import { buildBadge, type OpenBadgeInputs, type OpenBadges, type RecipientOrBearer } from './open-badge.js'

/** Input and result of the builder of each class. */
export interface BuilderTypes {
  Achievement: { input: AchievementInput; output: Achievement }
  Address: { input: AddressInput; output: Address }
  Alignment: { input: AlignmentInput; output: Alignment }
  Criteria: { input: CriteriaInput; output: Criteria }
  Evidence: { input: EvidenceInput; output: Evidence }
  Profile: { input: ProfileInput; output: Profile }
  Related: { input: RelatedInput; output: Related }
  Result: { input: ResultInput; output: Result }
  ResultDescription: { input: ResultDescriptionInput; output: ResultDescription }
  RubricCriterionLevel: { input: RubricCriterionLevelInput; output: RubricCriterionLevel }
}

/** The builder of one class, with the members of the extension. */
export type ExtensionBuilder<M extends Members, C extends keyof BuilderTypes> = (
  input: BuilderTypes[C]['input'] & MembersOf<M, C>,
) => BuilderTypes[C]['output'] & MembersOf<M, C>

/** The usual builders, with the members of the extension. Badges with their results get the context of the extension. */
export interface ExtensionBuilders<M extends Members> {
  readonly achievement: ExtensionBuilder<M, 'Achievement'>
  readonly address: ExtensionBuilder<M, 'Address'>
  readonly alignment: ExtensionBuilder<M, 'Alignment'>
  readonly criteria: ExtensionBuilder<M, 'Criteria'>
  readonly evidence: ExtensionBuilder<M, 'Evidence'>
  readonly profile: ExtensionBuilder<M, 'Profile'>
  readonly related: ExtensionBuilder<M, 'Related'>
  readonly result: ExtensionBuilder<M, 'Result'>
  readonly resultDescription: ExtensionBuilder<M, 'ResultDescription'>
  readonly rubricLevel: ExtensionBuilder<M, 'RubricCriterionLevel'>
  /** Builds a badge. Write the extension's members for the subject into `subject`. */
  readonly openBadge: ExtendedOpenBadgeBuilder<MembersOf<M, 'AchievementSubject'>>
  /**
   * Reads the extension's members from a view, or from a credential as plain JSON, by class. It verifies nothing: pass a badge
   * of a verified report. Reads nothing from a credential without the extension's contexts, and leaves out values of another
   * kind.
   */
  readonly read: (source: CredentialView | object) => ExtensionMembers<M>
}

/** `openBadge` with the members that the extension adds to the subject. */
export type ExtendedOpenBadgeBuilder<Added> = <V extends DataModel = '2.0'>(
  input: ExtendedOpenBadgeInput<OpenBadgeInputs[V], Added>,
  options?: BuilderOptions<V>,
) => OpenBadges[V] & ExtendedSubject<Added>

/** The input of the extended `openBadge`. The added members are in `subject`. */
export type ExtendedOpenBadgeInput<Input extends OpenBadgeInputs[DataModel], Added> = Omit<
  Input,
  'subject' | 'recipient' | 'bearer'
> &
  RecipientOrBearer & { readonly subject?: Input['subject'] & Added }

/** A badge whose subject has the added members. */
export interface ExtendedSubject<Added> {
  readonly credentialSubject: AchievementSubject & Added
}

/**
 * Makes builders with members that the standard does not have. Each badge that uses such a member gets the extension's context
 * and, if there is a schema, a `credentialSchema` entry (`1EdTechJsonSchemaValidator2019`). Without a context, an extension may
 * only use terms that the standard contexts define, such as `name` of a subject.
 *
 * @param definition - `members`: the added members and their kinds, for each class; `context`: URL, JSON or both; `schema`:
 *   URL; `types`: added types.
 * @returns The builders, and `read`, which reads the members from a view or a credential.
 * @throws TypeError for a bad definition; it names the option and what to write.
 * @example
 * const dutch = defineExtension({
 *   context: 'https://example.org/nl/context.json',
 *   members: { Achievement: { studyLoad: 'number' } },
 * })
 * const rust = dutch.achievement({
 *   id: 'https://example.edu/achievements/rust-1',
 *   name: 'Rust I',
 *   description: 'Writes safe systems code.',
 *   criteria: 'Passed the exam.',
 *   studyLoad: 60,
 * })
 * const { Achievement } = dutch.read(parse(openBadge({ issuer, bearer: true, achievement: rust })))
 * console.log(Achievement?.studyLoad) // 60
 */
export function defineExtension<const M extends Members>(
  definition: ExtensionDefinition<M>,
): ExtensionBuilders<M> {
  const extension = readDefinition(definition)
  const builder =
    <C extends ExtensibleClass & keyof BuilderTypes>(className: C): ExtensionBuilder<M, C> =>
    (input) =>
      build(className, input, [extension]) as unknown as ReturnType<ExtensionBuilder<M, C>>
  return Object.freeze({
    achievement: builder('Achievement'),
    address: builder('Address'),
    alignment: builder('Alignment'),
    criteria: builder('Criteria'),
    evidence: builder('Evidence'),
    profile: builder('Profile'),
    related: builder('Related'),
    result: builder('Result'),
    resultDescription: builder('ResultDescription'),
    rubricLevel: builder('RubricCriterionLevel'),
    openBadge: ((input: unknown, options?: VersionOptions) =>
      buildBadge(input, readVersions('openBadge', options), [
        extension,
      ])) as unknown as ExtensionBuilders<M>['openBadge'],
    read: (source: object) => {
      if (!isJsonObject(source as JsonObject) || source instanceof Promise)
        throw new TypeError('read: pass what parse returned, or a credential as a plain object')
      const document = ('original' in source ? source.original : source) as JsonObject
      return extensionMembers(extension, Object.keys(definition.members), document) as ExtensionMembers<M>
    },
  })
}
