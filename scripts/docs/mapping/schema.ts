/** `schemas/mapping.json`: the JSON Schema of mappings, from the tables in `src/bulk`. */
import * as language from '../../../src/bulk/mapping/mapping-language.js'

type Schema = { readonly [keyword: string]: unknown }

export function mappingSchema(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:laurel:schema:mapping:1',
    title: 'Mapping',
    description: `Which column of a table fills which member of a credential. In texts, {column} stands for a cell, and {column|filter} for a changed text; filters are ${Object.keys(language.FILTER_MEANINGS).join(', ')}. Whether the table has the columns is beyond this schema.`,
    ...objectOf(language.MAPPING_KEYS, {
      $schema: { type: 'string' },
      recipient: {
        ...objectOf(language.RECIPIENT_KEYS),
        anyOf: [{ required: ['email'] }, { required: ['id'] }],
      },
      columns: { type: 'object', additionalProperties: objectOf(language.COLUMN_KEYS) },
      record: objectOf(language.RECORD_KEYS),
    }),
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

/** @param parts schemas of keys that have no form of their own */
function objectOf(
  table: Readonly<Record<string, language.Key>>,
  parts: Readonly<Record<string, Schema>> = {},
): Schema {
  const properties: Record<string, Schema> = {}
  if (parts['$schema'] !== undefined) properties['$schema'] = parts['$schema']
  for (const [name, { means, example, form }] of Object.entries(table)) {
    properties[name] = {
      description: means.replaceAll('`', ''),
      ...(form?.schema ?? parts[name]),
      examples: [example],
    }
  }
  const required = Object.entries(table).flatMap(([name, { isRequired }]) =>
    isRequired === true ? [name] : [],
  )
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  }
}
