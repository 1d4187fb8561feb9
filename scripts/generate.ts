/** `npm run generate`: writes all that follows from schemas/source and the language of mappings, and the catalogues of codes. `--check` only says whether it is fresh. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { schemaFiles } from '../schemas/generate/files.ts'
import { emitInputs } from '../schemas/generate/inputs.ts'
import { header } from '../schemas/generate/names.ts'
import { emitReference } from '../schemas/generate/reference.ts'
import { emitClassTypes, emitTable } from '../schemas/generate/table.ts'
import { emitTypes } from '../schemas/generate/types.ts'
import { emitRecordValidators, emitValidators, emitVcdmValidators } from '../schemas/generate/validators.ts'
import { classes, classesOfRecords, classesOfVcdm, enumerations } from '../schemas/source/model.ts'
import { errorCatalogue, issueCatalogue, reportCatalogue } from './docs/catalogue/emit.ts'
import { mappingPage } from './docs/mapping/page.ts'
import { mappingSchema } from './docs/mapping/schema.ts'
import { vocabularyPage } from './docs/vocabularies.ts'

const ofRecords = classes.filter(({ name }) => classesOfRecords.has(name))
const ofVcdm = classes.filter(({ name }) => classesOfVcdm.has(name))
const ofBadges = classes.filter((source) => !ofRecords.includes(source) && !ofVcdm.includes(source))
const namesOfRecords = ['AssociationType']

const first = header({ classes, enumerations })
const files: Record<string, string> = {
  'src/schema/generated/types.generated.ts': first + emitTypes(classes, enumerations),
  'src/model/assembly/inputs.generated.ts': first + emitInputs(classes),
  'src/schema/generated/model.generated.ts': first + emitTable(classes, enumerations),
  'src/jsonld/safe-mode/class-types.generated.ts': first + emitClassTypes(classes),
  'src/schema/generated/clean.generated.ts':
    first +
    emitValidators(
      ofBadges,
      enumerations.filter(({ name }) => !namesOfRecords.includes(name)),
    ),
  'src/schema/generated/clean-vcdm.generated.ts': first + emitVcdmValidators(ofVcdm),
  'src/schema/generated/clean-record.generated.ts':
    first +
    emitRecordValidators(
      ofRecords,
      enumerations.filter(({ name }) => namesOfRecords.includes(name)),
    ),
}

for (const [name, text] of schemaFiles('2020-12')) files[`schemas/${name}.json`] = text
files['schemas/data-model.md'] = emitReference(classes, enumerations)
files['docs/mapping.md'] = mappingPage()
files['docs/vocabularies.md'] = vocabularyPage()
files['schemas/mapping.json'] = mappingSchema()
files['docs/catalogue/errors.md'] = errorCatalogue()
files['docs/catalogue/report-codes.md'] = reportCatalogue()
files['docs/catalogue/issue-codes.md'] = issueCatalogue()

const root = new URL('../', import.meta.url)
const stale: string[] = []
for (const [path, content] of Object.entries(files)) {
  const file = fileURLToPath(new URL(path, root))
  if (existsSync(file) && readFileSync(file, 'utf8') === content) continue
  stale.push(path)
  if (process.argv.includes('--check')) continue
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const check = process.argv.includes('--check')
if (stale.length === 0) console.log(`generate: ${Object.keys(files).length} files are fresh`)
else console.log(`generate: ${check ? 'stale, run npm run generate' : 'wrote'}: ${stale.join(', ')}`)
if (check && stale.length > 0) process.exitCode = 1
