/** Tells quickly whether `verify` may have rules about a document beyond its data model and its canonical form. */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { CANONIZE_LIMITS, type WorkLimits } from '../jsonld/budget/limits.js'
import { ENTRIES_MAXIMUM, isStatusListEntry, readStatusEntry } from '../status/status-entry.js'
import { holdsCredentials } from '../verify/checks/endorsements.js'
import { periodOf } from '../verify/checks/validity.js'
import { detectKind } from '../verify/input/detect-kind.js'
import { isDetected } from '../verify/input/detected.js'
import { VERIFY_LIMITS } from '../verify/options/limits.js'

/**
 * Half of what `verify` allows: the proof has the same contexts, so to canonicalise it costs at most as much again. All members
 * in the order of the default limits, because accounts of one shape are quick to read.
 */
export const LIMITS_BEFORE_PROOF: WorkLimits = {
  length: CANONIZE_LIMITS.length,
  depth: CANONIZE_LIMITS.depth,
  nodes: CANONIZE_LIMITS.nodes,
  contexts: CANONIZE_LIMITS.contexts,
  contextList: CANONIZE_LIMITS.contextList,
  termDefinitions: CANONIZE_LIMITS.termDefinitions,
  contextWork: VERIFY_LIMITS.contextWork / 2,
  scalars: VERIFY_LIMITS.scalars / 2,
  bytes: VERIFY_LIMITS.bytes / 2,
  quads: VERIFY_LIMITS.quads / 2,
  hashes: VERIFY_LIMITS.hashes / 2,
  generalObjects: VERIFY_LIMITS.generalObjects / 2,
  deepIterations: VERIFY_LIMITS.deepIterations / 2,
  combined: VERIFY_LIMITS.combined,
}

/** Characters of JSON text, with room for a proof. */
const TEXT_MAXIMUM = VERIFY_LIMITS.document - 4096
/** For each character of a string, if all are escaped; and for a number or the marks around a value. */
const ESCAPED = 6
const MARKS = 26
/** Each node can repeat the longest string in a line of the graph. */
const REPEATED_MAXIMUM = VERIFY_LIMITS.bytes / 4

/** False for most documents. For the others, `faultsBeforeSigning` of `verify` runs its checks before a key signs. */
export function needsVerify(document: JsonObject): boolean {
  const { id, credentialStatus } = document
  if (document['relatedResource'] !== undefined || document['credentialSchema'] !== undefined) return true
  if (credentialStatus !== undefined && !isReadable(credentialStatus)) return true
  // It may be an envelope.
  if (typeof id === 'string' && id.startsWith('data:')) return true
  const found = detectKind(document, 'object')
  if (!isDetected(found) || found.kind === 'presentation' || found.kind === 'clr') return true
  const { start, end } = periodOf(document)
  if (Number.isNaN(start) || Number.isNaN(end)) return true
  const extent = new Extent()
  return !(extent.isSimple(document) && extent.isSmall())
}

/** Entries that `verify` can read. */
function isReadable(entries: Json): boolean {
  if (Array.isArray(entries)) return entries.length <= ENTRIES_MAXIMUM && entries.every(isEntry)
  return isEntry(entries)
}

function isEntry(entry: Json): boolean {
  if (!isJsonObject(entry) || !isStatusListEntry(entry)) return false
  try {
    readStatusEntry(entry)
    return true
  } catch {
    return false
  }
}

/** Counts a document. */
class Extent {
  private characters = 0
  private nodes = 0
  private longest = 0

  isSmall(): boolean {
    const { characters, nodes, longest } = this
    return characters * ESCAPED + nodes * MARKS <= TEXT_MAXIMUM && longest * nodes <= REPEATED_MAXIMUM
  }

  /** False if it contains credentials, or an integer that a parser of JSON may read as another one. */
  isSimple(value: Json): boolean {
    this.nodes++
    if (typeof value === 'string') {
      this.characters += value.length
      if (value.length > this.longest) this.longest = value.length
      return true
    }
    if (typeof value === 'number') return !Number.isInteger(value) || Number.isSafeInteger(value)
    if (typeof value !== 'object' || value === null) return true
    if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++) if (!this.isSimple(value[i] as Json)) return false
      return true
    }
    for (const name in value) {
      this.characters += name.length
      if (holdsCredentials(name) || !this.isSimple((value as JsonObject)[name]!)) return false
    }
    return true
  }
}
