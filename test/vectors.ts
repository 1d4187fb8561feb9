/** Where the public test suites lie: beside the repository, or wherever LAUREL_VECTORS points. Never in it. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = repositoryOf(fileURLToPath(new URL('.', import.meta.url)))

/** This file runs from its place, or bundled with the bench from another one. */
function repositoryOf(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : repositoryOf(resolve(folder, '..'))
}

/** Absolute base directory of the suites (`ob3/`, `w3c/`). */
export const vectors: string = process.env['LAUREL_VECTORS'] ?? resolve(repository, '../shared/vectors')

export const hasVectors: boolean = existsSync(vectors)
