/** Makes the unsigned record of a learner's signed badges. */
import { type Json, type JsonObject, parseJson } from '../../encoding/json.js'
import { type ClrInput, clr } from '../../model/record/clr.js'
import { foldedId, keyAddress } from '../ids/key-address.js'
import type { Row } from '../table/row.js'
import type { Mapping } from './mapping.js'
import { identifierSalt } from './recipient.js'
import { type BadgeDefinition, type RowReader, rowReader } from './row-to-credential.js'
import { type Cells, compileTemplate } from './template.js'

/** The name under which a row of a batch of records has its badges, each as the signed text. No table has such a column. */
export const BADGES = '\u0000badges'

/** Used instead of an achievement's id, so that no record has the id of a badge. */
export const RECORD_KIND = 'ClrCredential'

/** The mapping of the records, which has the form of a mapping of badges: one row a learner. */
export function recordMapping({ record, recipient, columns }: Mapping): Mapping {
  const { key, name, credential } = record!
  return {
    ...(key === undefined ? {} : { key }),
    recipient,
    ...(columns === undefined ? {} : { columns }),
    credential: { name, ...credential },
  }
}

/** The reader of what the definition makes. */
export function readerOf(definition: BadgeDefinition): RowReader {
  return definition.record === true ? recordReader(definition) : rowReader(definition)
}

function recordReader(definition: BadgeDefinition): RowReader {
  const { mapping, issuer, created } = definition
  const reader = rowReader(definition)
  const seed = Buffer.from(definition.seed).toString('hex')
  const [email, id, name] = [mapping.recipient.email, mapping.recipient.id, mapping.recipient.name].map(
    (template) => compileTemplate(template ?? null),
  )
  const credential = compileTemplate(mapping.credential ?? null, { spelt: true })
  return {
    ...reader,
    cells: (row: Row) => {
      const { cells, issues } = reader.cells(row)
      return { cells: { ...cells, [BADGES]: row.values[BADGES] as Json }, issues }
    },
    credential: (cells, identity, status) => {
      const address = email!.fill(cells)
      const recipient = {
        ...optional('id', id!.fill(cells)),
        ...(typeof address === 'string' ? { email: address, salt: identifierSalt(seed, identity.id) } : {}),
        ...optional('name', name!.fill(cells)),
      }
      const badges = cells[BADGES] as unknown as readonly string[]
      return clr({
        validFrom: created,
        ...(credential.fill(cells) as JsonObject),
        id: identity.id,
        issuer,
        recipient,
        credentials: badges.map((text) => parseJson(text) as JsonObject),
        ...(status === undefined ? {} : { credentialStatus: status }),
      } as unknown as ClrInput) as unknown as JsonObject
    },
  }
}

/** The values that must be the same in all rows of a learner, because they name the recipient of the record. */
export function recipientText({ recipient }: Mapping): (cells: Cells) => string {
  const [email, id] = [recipient.email, recipient.id].map((template) => compileTemplate(template ?? null))
  return (cells) =>
    JSON.stringify([
      keyAddress(String(email!.fill(cells) ?? '')),
      foldedId(String(id!.fill(cells) ?? ''), keyAddress),
    ])
}

function optional(name: string, value: Json | undefined): JsonObject {
  return value === undefined || value === null ? {} : { [name]: value }
}
