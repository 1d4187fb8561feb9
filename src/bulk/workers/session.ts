/** The heavy work of a run: plans and signs one chunk at a time, in worker threads or in this thread. */
import type { PreparedImage } from '../../bake/image/prepared-image.js'
import type { JsonObject } from '../../encoding/json.js'
import type { Signer } from '../../ports.js'
import { type OutputForm, outputOf } from '../files/output.js'
import { StagingFile } from '../files/staging-file.js'
import { IssuedRows, type SharedRows } from '../ids/issued-rows.js'
import { EarlierOutputs, type EarlierPlaces } from '../journal/earlier-outputs.js'
import type { BatchStatus } from '../journal/journal-records.js'
import type { BadgeDefinition } from '../mapping/row-to-credential.js'
import { batchProofs } from '../plan/batch-proofs.js'
import { contentDigest } from '../plan/content-digest.js'
import { chunkPlanner } from '../plan/plan-chunk.js'
import { chunkSigner } from '../sign/sign-chunk.js'
import { type KeyMaterial, signerOf } from '../signer/key-material.js'
import { statusPlan } from '../status/status-plan.js'
import type { PlanResult, PlanTask, SignResult, SignTask } from '../tasks/tasks.js'

/** The settings of a worker; plain data. */
export interface SessionConfig {
  readonly definition: BadgeDefinition
  /** Contexts that are not bundled, by URL. */
  readonly contexts: Readonly<Record<string, JsonObject>>
  readonly known: SharedRows
  /** The status number of the first new row. */
  readonly base: number
  /** Whether rows with a status number below the base reserve none. */
  readonly consecutive: boolean
  readonly status?: BatchStatus
  readonly verificationMethod: string
  /** The time of the proofs, RFC 3339 to the second. */
  readonly created: string
  /** Absent if the caller's own signer signs. */
  readonly key?: KeyMaterial
  readonly form: OutputForm
  readonly image?: PreparedImage
  readonly folder: string
  readonly partMark: string
  readonly earlier: EarlierPlaces
  /** The path of the staging files without its ending. */
  readonly stagingFile: string
}

export interface Session {
  readonly count: (task: PlanTask) => number
  readonly plan: (task: PlanTask) => Promise<PlanResult>
  readonly sign: (task: SignTask, signal?: AbortSignal) => Promise<SignResult>
  readonly close: () => void
}

/** `name` is part of the names of the staging files. `signer` replaces the configured key. */
export async function openSession(config: SessionConfig, name: string, signer?: Signer): Promise<Session> {
  const { definition, known, base, consecutive, status, verificationMethod, created, contexts, key, image } =
    config
  const proofs = batchProofs({ verificationMethod, created, contexts })
  const stagingFile = StagingFile.open(`${config.stagingFile}-${name}.spool`)
  const output = outputOf(config)
  const rows = new IssuedRows(known)
  const earlier = new EarlierOutputs(rows, config.earlier)
  const digestOf = contentDigest(image)
  const own = signer ?? (key === undefined ? undefined : await signerOf(key))
  return {
    ...chunkPlanner({
      definition,
      known: rows,
      base,
      consecutive,
      statuses: status === undefined ? undefined : statusPlan(status, definition.seed),
      proofs,
      created,
      digestOf,
      earlier,
      stagingFile,
    }),
    sign:
      own === undefined
        ? () => Promise.reject(new TypeError('this session has no signer'))
        : chunkSigner({ signer: own, proofs, digestOf, output }),
    close: () => {
      stagingFile.close()
      earlier.close()
    },
  }
}
