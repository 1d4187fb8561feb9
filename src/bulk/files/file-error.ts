/** Turns an error of the operating system about a file into an `OpenBadgeError` with a message. */
import { type Stats, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  EEXIST: 'it exists already',
  ELOOP: 'symbolic links lead in a circle',
  EMFILE: 'too many files are open',
}

/** What is at a path; `undefined` for nothing. @throws OpenBadgeError `file_failed` */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    throw fileFailed('read', path, error)
  }
}

/** `verb` is the failed operation: `read`, `write`, `create`. Typed errors are returned as they are. */
export function fileFailed(verb: string, path: string | URL, cause: unknown): OpenBadgeError {
  if (isOpenBadgeError(cause)) return cause
  const name = path instanceof URL ? fileURLToPath(path) : path
  const code = (cause as { code?: unknown } | undefined)?.code
  const reason = typeof code === 'string' ? code : 'unknown'
  return new OpenBadgeError(
    'file_failed',
    `cannot ${verb} ${name}: ${REASONS[reason] ?? (cause instanceof Error ? cause.message : 'the system gave no reason')}`,
    { path: name, reason },
    { cause },
  )
}
