/** Finds the contexts that apply to the members of an object. */
import type { JsonObject } from '../../encoding/json.js'
import type { ClassTable } from '../classes/class-table.js'
import { type Frame, frameOf } from '../contexts/context-scope.js'
import { partFrame, recordFrame } from '../contexts/record-scope.js'
import { vcdmFrame } from '../contexts/vcdm-contexts.js'

/** The scope from the object's own contexts, if it has any; else the outer scope. */
export function frameFor({ properties, vcdm }: ClassTable, value: JsonObject, outer: Frame): Frame {
  switch (properties['@context']?.kind) {
    case 'context':
      return vcdm ? vcdmFrame(outer, value['@context']) : frameOf(outer, value['@context'])
    case 'recordContext':
      return recordFrame(outer, value['@context'])
    case 'partContext':
      return partFrame(outer)
    default:
      return outer
  }
}
