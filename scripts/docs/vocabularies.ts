/** `docs/vocabularies.md`: the values that a member with a vocabulary may have, from `schemas/source`. */
import { emitVocabularies } from '../../schemas/generate/reference.ts'
import { classes, enumerations } from '../../schemas/source/model.ts'

const NOTE = '<!-- Made by `npm run generate` from schemas/source. Do not edit. -->\n'

export function vocabularyPage(): string {
  return `# Vocabularies

${NOTE}
Some members accept only the words of a list. The compiler knows them, builders and \`validate\` refuse any other word
(\`unknown_value\`), and the hint of the issue names the closest one.

${emitVocabularies(enumerations, classes).join('\n')}`
}
