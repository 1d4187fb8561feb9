/** Typed extensions: a national profile's members, with its context and schema (A12). */
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
import { type DataModel, type OptionsOf, readVersions, type VersionOptions } from '../assembly/versions.js'
import { buildBadge, type ForWhom, type OpenBadgeInputs, type OpenBadges } from './open-badge.js'

interface Classes {
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

type Builder<M extends Members, C extends keyof Classes> = (
  input: Classes[C]['input'] & MembersOf<M, C>,
) => Classes[C]['output'] & MembersOf<M, C>

/** The ordinary builders, with the members of the extension. What they make carries its context into every badge. */
export interface ExtensionBuilders<M extends Members> {
  readonly achievement: Builder<M, 'Achievement'>
  readonly address: Builder<M, 'Address'>
  readonly alignment: Builder<M, 'Alignment'>
  readonly criteria: Builder<M, 'Criteria'>
  readonly evidence: Builder<M, 'Evidence'>
  readonly profile: Builder<M, 'Profile'>
  readonly related: Builder<M, 'Related'>
  readonly result: Builder<M, 'Result'>
  readonly resultDescription: Builder<M, 'ResultDescription'>
  readonly rubricLevel: Builder<M, 'RubricCriterionLevel'>
  /** A badge whose subject takes the extension's members in `subject`. */
  readonly openBadge: ExtendedOpenBadge<MembersOf<M, 'AchievementSubject'>>
}

type ExtendedOpenBadge<Added> = <V extends DataModel = '2.0'>(
  input: Extended<OpenBadgeInputs[V], Added>,
  options?: OptionsOf<V>,
) => OpenBadges[V] & Subject<Added>

type Extended<Input extends OpenBadgeInputs[DataModel], Added> = Omit<
  Input,
  'subject' | 'recipient' | 'bearer'
> &
  ForWhom & { readonly subject?: Input['subject'] & Added }

interface Subject<Added> {
  readonly credentialSubject: AchievementSubject & Added
}

/**
 * Builders that know members beyond the standard. Each badge that uses one gets the context, and a
 * `credentialSchema` entry of type 1EdTechJsonSchemaValidator2019 where the extension has a schema. Without a context
 * an extension carries terms that the standard's contexts define and its data model puts elsewhere, such as `name` on
 * a subject or `digestSRI` on evidence.
 * @throws TypeError when the definition is not one
 * @example
 * const nl = defineExtension({
 *   context: 'https://example.org/nl/context.json',
 *   schema: 'https://example.org/nl/schema.json',
 *   members: { Achievement: { studyLoad: 'number', ects: 'number' } },
 * })
 * nl.achievement({ id, name, description, criteria, studyLoad: 60 })
 * defineExtension({ members: { AchievementSubject: { name: 'string' } } })
 */
export function defineExtension<const M extends Members>(
  definition: ExtensionDefinition<M>,
): ExtensionBuilders<M> {
  const extension = readDefinition(definition)
  const builder =
    <C extends ExtensibleClass & keyof Classes>(className: C): Builder<M, C> =>
    (input) =>
      build(className, input, [extension]) as unknown as ReturnType<Builder<M, C>>
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
  })
}
