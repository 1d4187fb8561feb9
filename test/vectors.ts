/** Where the public test suites lie: beside the repository, or wherever LAUREL_VECTORS points. Never in it. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('..', import.meta.url))

/** Absolute base directory of the suites (`ob3/`, `w3c/`). */
export const vectors: string = process.env['LAUREL_VECTORS'] ?? resolve(repository, '../shared/vectors')

export const hasVectors: boolean = existsSync(vectors)
