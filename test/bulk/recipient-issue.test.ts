/** Whether a row names somebody who can show that the badge is his. */
import { expect, it } from 'vitest'
import { recipientIssue } from '../../src/bulk/mapping/row-issues.js'
import type { JsonObject } from '../../src/encoding/json.js'

const mapping = { recipient: { email: '{mail}', id: '{did}', name: '{name}' } }
const codeOf = (credentialSubject: JsonObject): string | undefined =>
  recipientIssue({ row: 2, values: {} }, { credentialSubject }, mapping as never)?.code
const identity = (identityType: string): JsonObject => ({ type: 'IdentityObject', identityType })

it('asks for an id or an address: a name is nobody’s alone', () => {
  expect(codeOf({ id: 'did:example:ada' })).toBeUndefined()
  expect(codeOf({ identifier: [identity('name'), identity('emailAddress')] })).toBeUndefined()
  expect(codeOf({ identifier: [identity('name')] })).toBe('recipient_missing')
  expect(codeOf({})).toBe('recipient_missing')
})
