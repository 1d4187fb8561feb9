/** Causes and remedies of the codes of pathways and mappings, and of what only issuing or reading finds. */

import type { MappingIssueCode, PathwayIssueCode, ReadingIssueCode } from '../../../src/issue-codes.js'
import type { Entries } from './issues.js'

/** Codes of `issue`, `parse` and the first rows of the report. */
export const READING: Entries<ReadingIssueCode> = {
  already_signed: ['The input of `issue` already has a proof.', 'Issue it without its `proof`.'],
  credential_member: [
    'A presentation has a member that only a credential has.',
    'Put it into the credential inside.',
  ],
  issuer_mismatch: [
    'The issuer is not the controller of the signing key, so every verifier would refuse the credential.',
    'Name `signer.controller` as the issuer, or make the signer with that issuer as its controller.',
  ],
  not_verified: [
    '`verify` would refuse the document for this reason, whoever signs it; `found` begins with the code of the report.',
    'Correct it as `hint` says, or look the code up among the codes of reports.',
  ],
  not_open_badge: [
    'The part does not have the form of an Open Badge, so the view leaves it out.',
    'Read the credential as it is from `report.credential`.',
  ],
  presentation_inside: [
    'A presentation is inside another document, where its holder cannot be checked.',
    'Pass it alone.',
  ],
  secret_key: [
    'There is a secret key at the pointer: a JSON Web Key with private members, a PEM block, or a secret Multikey.',
    'Take it out. Only the signer has it. If others have seen it, replace the key.',
  ],
  types_contradict: [
    'A presentation also has the type of a credential, or of an object in credentials.',
    'Give it the types of a presentation only.',
  ],
  uncovered_member: [
    'A member is not in the signed graph, so the signature does not cover it.',
    'Do not rely on it; the issuer must define the member in a context and sign again.',
  ],
}

/** Codes of `pathway` and `fromCtdl`. */
export const PATHWAY: Entries<PathwayIssueCode> = {
  wrong_type: ['The value has a wrong type.', 'Write what `expected` says.'],
  missing: ['A member that a node of this kind needs is missing.', 'Add it at the pointer.'],
  unknown_member: [
    'A node of this kind does not have the member; often it is misspelt.',
    'Correct it, or leave it out.',
  ],
  out_of_range: [
    'A number is too small or too large for its place.',
    'Write a number in the range that `expected` says.',
  ],
  empty_list: [
    'An empty list has no requirements, so everybody would meet the node.',
    'Name at least one, or leave the node out.',
  ],
  limit: ['The pathway has too many nodes, levels or texts.', 'Split it into several pathways.'],
  duplicate_id: ['Two nodes have the same id.', 'Give each node its own id.'],
  duplicate: [
    'A list has the same node twice, or counts two nodes that require the same.',
    'Name it once; for several awards of one badge use `repeat`.',
  ],
  unknown_reference: ['There is no node, group or badge of this name.', 'Correct it as `hint` says.'],
  cycle: ['A node needs itself.', 'Remove one of the references.'],
  no_issuers: [
    'The pathway does not say whose badges count, so anybody could issue one.',
    'Name the issuers of the badge or of the pathway.',
  ],
  not_a_leaf: [
    'The reference must name a node of one badge.',
    'Name a node of the kind that `expected` says.',
  ],
  misplaced: ['The member has no meaning here.', 'Move it to the node that `hint` names, or leave it out.'],
  unreachable: ['The node requires more than its parts can give.', 'Require less, or add parts.'],
  not_json: ['The value is not plain JSON.', 'Pass plain objects, arrays, texts, numbers and booleans.'],
}

/** Codes of `parseMapping` and `laurel issue TABLE`. */
export const MAPPING: Entries<MappingIssueCode> = {
  column_missing: [
    'The text names no column, so every row would get the same value.',
    'Write `{column}` into it.',
  ],
  column_unknown: ['The table has no column of this name.', 'Use a name of the table, as `hint` says.'],
  member_owned: ['The run writes this member itself.', 'Leave it out of the mapping.'],
  member_unknown: ['A mapping has no such member here.', 'Use a name that `hint` lists.'],
  missing: ['The mapping does not say who gets the badge.', 'Give `recipient` an `email` or an `id`.'],
  type: ['The value has a wrong type.', 'Write what the message says.'],
  value_unknown: ['The member does not allow this value.', 'Use one that `hint` lists.'],
}
