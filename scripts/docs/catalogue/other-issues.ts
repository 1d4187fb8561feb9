/** Causes and remedies of the codes of pathways and mappings, and of what only issuing or reading finds. */

import type { MappingIssueCode, PathwayIssueCode, ReadingIssueCode } from '../../../src/issue-codes.js'
import type { Entries } from './issues.js'

/** Of `issue`, `parse` and the first rows of the report. */
export const READING: Entries<ReadingIssueCode> = {
  already_signed: ['The credential that is to be issued has a proof.', 'Issue it without its `proof`.'],
  credential_member: [
    'A presentation has a member that only a credential has.',
    'Put it into the credential inside.',
  ],
  empty: ['A list that must name something is empty.', 'Name at least one, or leave the member out.'],
  issuer_mismatch: [
    'The issuer is not the controller of the signing key, so every verifier would refuse the credential.',
    'Name `signer.controller` as the issuer, or make the signer with that issuer as its controller.',
  ],
  not_open_badge: [
    'The part is not what an Open Badge has there, so it cannot be shown as one.',
    'Read the credential as it is from `report.credential`.',
  ],
  presentation_inside: [
    'A presentation stands inside another document, where nothing would ask who presents it.',
    'Hand it in by itself.',
  ],
  types_contradict: [
    'A presentation also calls itself a credential, or a thing that credentials speak about.',
    'Give it the types of a presentation only.',
  ],
  uncovered_member: [
    'A member has no place in the graph that is signed, so its signature says nothing about it.',
    'Do not rely on it; the issuer must define the member in a context and sign again.',
  ],
}

/** Of `pathway` and `fromCtdl`. */
export const PATHWAY: Entries<PathwayIssueCode> = {
  wrong_type: ['The value is of another kind than stands here.', 'Write what `expected` says.'],
  missing: ['A member that a node of this kind needs is not there.', 'Write it; the pointer says where.'],
  unknown_member: [
    'No node of this kind has the member; often it is misspelt.',
    'Correct it, or leave it out.',
  ],
  out_of_range: [
    'A number is too small or too large for its place.',
    'Write a number that `expected` names.',
  ],
  empty_list: [
    'An empty list asks for nothing, so everybody would meet the node.',
    'Name at least one, or leave the node out.',
  ],
  limit: ['The pathway has too many nodes, levels or texts.', 'Split it into several pathways.'],
  duplicate_id: ['Two nodes have the same id.', 'Give each node an id of its own.'],
  duplicate: ['One node stands twice in one list.', 'Name it once.'],
  unknown_reference: ['The name of a node, group or badge is that of none.', 'Correct it as `hint` says.'],
  cycle: ['A node needs itself.', 'Take one of the references out.'],
  no_issuers: [
    'Nothing says whose badges count, so anybody could issue one that does.',
    'Name the issuers of the badge or of the pathway.',
  ],
  not_a_leaf: [
    'The reference must name a node of one badge.',
    'Name a node of the kind that `expected` says.',
  ],
  misplaced: [
    'The member means nothing in this place.',
    'Move it to the node that `hint` names, or leave it out.',
  ],
  unreachable: ['More is asked for than the node can give.', 'Ask for less, or add what is missing.'],
  not_json: ['The value is no plain JSON.', 'Pass plain objects, arrays, texts, numbers and booleans.'],
}

/** Of `parseMapping` and `laurel issue TABLE`. */
export const MAPPING: Entries<MappingIssueCode> = {
  column_missing: ['The text names no column, so every row would get the same.', 'Write `{column}` into it.'],
  column_unknown: ['The table has no column of this name.', 'Use a name of the table, as `hint` says.'],
  member_owned: ['The run writes this member itself.', 'Leave it out of the mapping.'],
  member_unknown: ['A mapping has no such member in this place.', 'Use a name that `hint` lists.'],
  missing: ['The mapping does not say who gets the badge.', 'Give `recipient` an `email` or an `id`.'],
  type: ['The value is of another kind than stands here.', 'Write what the message says.'],
  value_unknown: ['The value is none that the member takes.', 'Use one that `hint` lists.'],
}
