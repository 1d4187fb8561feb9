/** Builders of people and organisations: profile, address. */
import type { Address, Profile } from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type { AddressInput, ProfileInput } from '../assembly/inputs.generated.js'

/**
 * Makes the profile of a person or an organisation (Open Badges 3.0 §B.1).
 *
 * @param input - `id` is required; for an issuer it is the controller of the signing key. A `type` is added to `Profile`.
 * @returns The profile, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const university = profile({ id: signer.controller, name: 'Example University', url: 'https://example.edu' })
 */
export function profile(input: ProfileInput): Profile {
  return build('Profile', input) as unknown as Profile
}

/**
 * Makes a postal address (Open Badges 3.0 §B.1), with optional coordinates.
 *
 * @param input - Members such as `streetAddress`, `postalCode`, `addressCountryCode` and `geo`.
 * @returns The address, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const campus = address({ addressLocality: 'Zurich', addressCountryCode: 'CH' })
 */
export function address(input: AddressInput): Address {
  return build('Address', input) as unknown as Address
}
