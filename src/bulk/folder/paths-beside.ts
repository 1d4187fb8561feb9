/** The paths at which journals and output folders of other batches may be, beside those of one batch. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** The maximum number of names that are read in one folder. */
const NAMES_MAXIMUM = 1000

/** The names of the two batches of `issueRecords`, which are in one output folder. */
const OF_RECORDS: readonly string[] = ['badges', 'records']

/** The paths of journals beside a journal or an output folder, also in folders of `issueRecords` there. */
export async function journalsBeside(path: string): Promise<readonly string[]> {
  return (await pathsBeside(path)).flatMap((each) =>
    each.endsWith('.journal') ? [each] : OF_RECORDS.map((name) => join(each, `${name}.journal`)),
  )
}

/** The paths of output folders beside an output folder, also in folders of `issueRecords` there. */
export async function foldersBeside(path: string): Promise<readonly string[]> {
  return (await pathsBeside(path)).flatMap((each) => [each, ...OF_RECORDS.map((name) => join(each, name))])
}

/** The paths of journals with the same name in the folders beside the folder of a journal. */
export async function journalsWithSameName(journal: string): Promise<readonly string[]> {
  return (await pathsIn(dirname(dirname(journal)))).map((each) => join(each, basename(journal)))
}

/** All paths beside a path, and for a batch of `issueRecords` those beside the folder of its two batches. */
async function pathsBeside(path: string): Promise<readonly string[]> {
  const folder = dirname(path)
  const isOfRecords = OF_RECORDS.includes(basename(path).replace(/\.journal$/, ''))
  return [...(await pathsIn(folder)), ...(isOfRecords ? await pathsIn(dirname(folder)) : [])]
}

async function pathsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.slice(0, NAMES_MAXIMUM).map((name) => join(folder, name))
}
