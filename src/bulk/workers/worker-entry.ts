/** The file that a worker thread starts. */
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

export interface WorkerEntry {
  readonly filename: string
  readonly execArgv?: string[]
  readonly env?: Record<string, string>
}

/** `worker` plans and signs, `audit-worker` audits. */
export type WorkerName = 'worker' | 'audit-worker'

const SOURCES: Readonly<Record<WorkerName, string>> = {
  worker: './worker.ts',
  'audit-worker': '../audit/worker.ts',
}

/**
 * In the package it is for example `bulk-worker.js`, beside this file. In the source tree (tests, tsx) it is
 * `worker.ts`, and a thread of Node 20 reads TypeScript only after registering tsx for itself.
 */
export function workerEntry(name: WorkerName): WorkerEntry {
  if (!import.meta.url.endsWith('.ts')) return { filename: beside(`./bulk-${name}.js`) }
  const tsx = createRequire(import.meta.url)
    .resolve('tsx/esm/api')
    .replace(/\.cjs$/, '.mjs')
  const source = `import{register}from${JSON.stringify(pathToFileURL(tsx).href)};register()`
  return {
    filename: beside(SOURCES[name]),
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(source)}`],
    env: {
      ...(process.env as Record<string, string>),
      TSX_TSCONFIG_PATH: beside('../../../test/tsconfig.json'),
    },
  }
}

function beside(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
