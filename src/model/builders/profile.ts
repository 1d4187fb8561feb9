/** Builders of people and organisations: profile, address. */
import type { Address, Profile } from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type { AddressInput, ProfileInput } from '../assembly/inputs.generated.js'

/**
 * A person or an organisation. For an issuer, `id` is the controller of the signing key (`signer.controller`).
 * @throws OpenBadgeError `model_invalid` with every issue
 * @example
 * profile({ id: signer.controller, name: 'Example University', url: 'https://example.edu' })
 */
export function profile(input: ProfileInput): Profile {
  return build('Profile', input) as unknown as Profile
}

/**
 * A postal address, with coordinates where they are given.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function address(input: AddressInput): Address {
  return build('Address', input) as unknown as Address
}
