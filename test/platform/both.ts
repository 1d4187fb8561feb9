/** Loads core modules on either platform within one test run, whatever LAUREL_PLATFORM says. */
import { vi } from 'vitest'
import * as node from '../../src/platform/node.js'
import type { Platform } from '../../src/platform/platform.js'
import * as web from '../../src/platform/web.js'

/** The annotation is the check that both modules offer the whole of `Platform`. */
export const platforms: Record<'node' | 'web', Platform> = { node, web }

export const platformNames = ['node', 'web'] as const

/** A fresh copy of a module, and of all that it imports, on one platform: `importOn('web', () => import('…'))`. */
export async function importOn<T>(platform: 'node' | 'web', load: () => Promise<T>): Promise<T> {
  vi.resetModules()
  vi.doMock('#platform', () => platforms[platform])
  try {
    return await load()
  } finally {
    vi.doUnmock('#platform')
  }
}
