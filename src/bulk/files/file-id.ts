/** Identifies a file or a folder itself. It may have several paths: hard links, mounts, other capitals. */
import { stat } from 'node:fs/promises'

/** `undefined` if there is no such file. */
export async function fileId(path: string): Promise<string | undefined> {
  return stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  )
}
