/**
 * The reading of a document: the tree that is the same wherever a forger puts the members of objects with one id, under
 * a signature of the graph. `verify` loads this file for documents that have such objects.
 */
import { idOf, isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { MAXIMUM_ISSUES } from '../../jsonld/issues/path-issues.js'
import { unsafe } from '../../jsonld/issues/unsafe.js'
import { jcs } from '../../jsonld/jcs/jcs.js'
import type { NodeMention, Spend } from '../../jsonld/safe-mode/node-mention.js'
import { describeFault, type Fault } from '../../proof/result/proof-fault.js'
import type { ProofResult, ProofWarning } from '../../proof/result/proof-result.js'
import { signsText } from '../../proof/suites/suites.js'
import type { NodeFault, Placed } from '../../shared-ids/judge-node.js'
import { isFatal, issueOf, judgeObjects, pointerOf, type Readings } from '../../shared-ids/judge-objects.js'
import type { Path } from '../../shared-ids/places.js'
import { valuesOf } from '../../shared-ids/same-value.js'

export type Reading =
  | { readonly credential: JsonObject; readonly fault?: never; readonly warnings: readonly ProofWarning[] }
  /** A forger could have put members at their places. */
  | { readonly credential?: never; readonly fault: Fault }

/**
 * The document without the contexts that follow the signed ones, because anybody could have added them, and they could give the
 * members other meanings (EdDSA Cryptosuites §3.3, `verifiedDocument`). Of several proofs of the issuer, or the holder, the one
 * that covers most counts.
 */
function asSigned(document: JsonObject, proofs: readonly ProofResult[]): JsonObject {
  const covered = proofs
    .filter(({ verified, byOther }) => verified && byOther !== true)
    .map(({ signedContext }) => signedContext)
  if (covered.includes(undefined) || covered.length === 0) return document
  const count = (context: Json | undefined): number => valuesOf(context!).length
  const most = covered.reduce((one, other) => (count(other) > count(one) ? other : one))
  return { ...document, '@context': most! }
}

/** A document, the results of its proofs, and its reading if that differs. */
export interface Signed {
  readonly document: JsonObject
  readonly proofs: readonly ProofResult[]
  readonly reading?: JsonObject
}

/** Marks the proofs of others. Anybody can add a proof, so it says nothing about what the issuer signed. */
function markOthers(proofs: readonly ProofResult[], signer: string | undefined): readonly ProofResult[] {
  const isSigners = ({ verified, controller }: ProofResult): boolean => verified && controller === signer
  if (proofs.length < 2 || !proofs.some(isSigners)) return proofs
  return proofs.map((each) => (isSigners(each) ? each : { ...each, byOther: true as const }))
}

/** The document as it was signed. A proof of the graph counts only if the document has one reading. */
export function readSigned(
  { document: given, proofs: all }: Signed,
  signer: string | undefined,
  shared: readonly (readonly NodeMention[])[],
  spend: Spend,
): Signed {
  const proofs = markOthers(all, signer)
  const document = asSigned(given, proofs)
  const ofGraph = ({ outcome, suite, byOther }: ProofResult): boolean =>
    outcome === 'pass' && !signsText(suite) && byOther !== true
  if (shared.length === 0 || !proofs.some(ofGraph)) return { document, proofs }
  let fault: Fault | undefined
  let warnings: readonly ProofWarning[] = []
  let credential: JsonObject | undefined
  try {
    const reading = readShared(document, shared, spend)
    ;({ fault, credential } = reading)
    if (reading.credential !== undefined) warnings = reading.warnings
  } catch (error) {
    fault = describeFault(error)
  }
  const judged = proofs.map((each) =>
    !ofGraph(each)
      ? each
      : fault === undefined
        ? { ...each, warnings: [...each.warnings, ...warnings] }
        : { ...each, verified: false, ...fault },
  )
  return credential === undefined
    ? { document, proofs: judged }
    : { document, proofs: judged, reading: credential }
}

/** @param nodes the objects of each node that has several */
function readShared(document: JsonObject, nodes: readonly (readonly NodeMention[])[], spend: Spend): Reading {
  const readings: Readings = new Map()
  const faults = judgeObjects(document, nodes, readings, spend)
  const grave = faults.filter(isFatal)
  const [first] = grave
  if (first === undefined) {
    const credential = read(document, [], readings) as JsonObject
    return { credential, warnings: faults.map(twoCaptions) }
  }
  const fault = describeFault(unsafe(grave.slice(0, MAXIMUM_ISSUES).map(issueOf)))
  if (first.kind === 'misplaced') return { fault }
  const { place = '', term = '' } = fault.culprit ?? {}
  const culprit = { place, term, one: wordOf(first.first), other: wordOf(first.second) }
  return { fault: { ...fault, code: 'values_contradict', culprit } }
}

/** A value as a short text. */
function wordOf(value: Json): string {
  if (typeof value === 'object') return idOf(value) ?? JSON.stringify(value).slice(0, 100)
  return String(value).slice(0, 100)
}

function twoCaptions({ path }: NodeFault): ProofWarning {
  const message = 'an image has two captions, so it is read without a caption'
  return { code: 'captions_contradict', message, pointer: pointerOf(path) }
}

/** The reading of a value: the same object if nothing in it differs. */
function read(value: Json, path: Path, readings: Readings): Json {
  const pointer = pointerOf(path)
  const object = readings.get(pointer)
  if (object !== undefined) return readObject(value, object, readings)
  if (Array.isArray(value)) {
    const kept = (value as readonly Json[]).flatMap((item, i) => {
      const at = [...path, i]
      return readings.has(pointerOf(at)) && readings.get(pointerOf(at)) === undefined
        ? []
        : [read(item, at, readings)]
    })
    return kept.length === value.length && kept.every((item, i) => item === value[i]) ? value : kept
  }
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).map(
    ([name, member]) => [name, member, read(member, [...path, name], readings)] as const,
  )
  return members.every(([, before, after]) => before === after)
    ? value
    : Object.fromEntries(members.map(([name, , member]) => [name, member]))
}

function readObject(value: Json, { reading }: Placed, readings: Readings): Json {
  const members = [...reading].map(
    ([name, { value: member, from }]) =>
      [name, once(from === undefined ? member : read(member, from, readings))] as const,
  )
  if (!isJsonObject(value)) return members.length === 1 ? value : Object.fromEntries(members)
  const isSame =
    members.length === Object.keys(value).length && members.every(([name, member]) => value[name] === member)
  return isSame ? value : Object.fromEntries(members)
}

/** Removes repeated items from a list. */
function once(value: Json): Json {
  if (!Array.isArray(value)) return value
  const kept = [...new Map((value as readonly Json[]).map((item) => [jcs(item, 'any'), item])).values()]
  return kept.length === value.length ? value : kept
}
