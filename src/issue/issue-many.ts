/** Issues a stream of credentials: ordered outcomes, bounded memory, shared content canonicalised once. */
import type { Awaitable } from '#platform'
import { cached } from '../documents/loaders.js'
import { freezeJson, type JsonObject } from '../encoding/json.js'
import { isOpenBadgeError } from '../errors.js'
import { batchToCanonical } from '../jsonld/batch.js'
import { toCanonical } from '../jsonld/canonize.js'
import type { Unsigned } from '../model/credential.js'
import { addProof, signBytes } from '../proof/add-proof.js'
import { andThen, isPromise } from '../proof/and-then.js'
import { configurationHash } from '../proof/configuration-hash.js'
import { writeDateTimeStamp } from '../proof/date-time-stamp.js'
import { digest, hashData, serializeSignature } from '../proof/hash-data.js'
import { creatableSuite } from '../proof/suites.js'
import { requireMembersCovered } from '../proof/uncovered-members.js'
import { checkIssueOptions, type Issued, type IssueOptions, systemClock } from './issue.js'
import { prepareCredential } from './prepare-credential.js'

export interface IssueManyOptions extends IssueOptions {
  /** Signatures under way at once, for signers that answer later; default 16. */
  readonly concurrency?: number
}

/** One outcome a row, in the order of the rows; a bad row never stops the run. */
export type IssuedRow<T extends object> =
  | {
      /** Counted from 0. */
      readonly index: number
      readonly input: T
      readonly outcome: 'issued'
      readonly credential: Issued<T>
    }
  | {
      readonly index: number
      readonly input: T
      readonly outcome: 'refused'
      /** An OpenBadgeError, or whatever the signer threw. */
      readonly error: unknown
    }

const OPTIONS: ReadonlySet<string> = new Set([
  'signer',
  'cryptosuite',
  'created',
  'load',
  'now',
  'signal',
  'concurrency',
] satisfies (keyof IssueManyOptions)[])

/**
 * Issues each credential as `issue` does. All get one time of proof, and what they share, issuer and achievement, is
 * walked and hashed once. Stops reading when the consumer stops.
 * @throws TypeError for bad options; the signal's reason on abort; whatever the source itself throws
 * @example
 * for await (const row of issueMany(badges, { signer })) if (row.outcome === 'issued') await store(row.credential)
 */
export async function* issueMany<T extends Unsigned>(
  credentials: Iterable<T> | AsyncIterable<T>,
  options: IssueManyOptions,
): AsyncGenerator<IssuedRow<T>, void, undefined> {
  checkIssueOptions('issueMany', options, OPTIONS)
  const { concurrency = 16, signal, now = systemClock } = options
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 4096) {
    throw new TypeError('issueMany: concurrency is a whole number from 1 to 4096')
  }
  const created = options.created ?? now()
  const prove = prover(options, created)
  const isLater = Symbol.asyncIterator in credentials
  const source = isLater ? credentials[Symbol.asyncIterator]() : credentials[Symbol.iterator]()
  const waiting: Awaitable<IssuedRow<T>>[] = []
  let index = 0
  let ended = false

  const outcomeOf = (input: T): Awaitable<IssuedRow<T>> => {
    const at = index++
    const refuse = (error: unknown): IssuedRow<T> => {
      // A mistake of the caller would be the same for every row.
      if (signal?.aborted || (error instanceof TypeError && !isOpenBadgeError(error))) throw error
      return { index: at, input, outcome: 'refused', error }
    }
    try {
      const document = prepareCredential(input, {
        signer: options.signer,
        now: () => created,
        embedded: true,
      })
      const issued = andThen(
        prove(document),
        (credential): IssuedRow<T> => ({
          index: at,
          input,
          outcome: 'issued',
          credential: freezeJson(credential) as unknown as Issued<T>,
        }),
      )
      return isPromise(issued) ? issued.catch(refuse) : issued
    } catch (error) {
      return refuse(error)
    }
  }

  try {
    for (;;) {
      while (!ended && waiting.length < concurrency) {
        signal?.throwIfAborted()
        const answer = source.next()
        const next = isLater ? await answer : (answer as IteratorResult<T>)
        if (next.done) ended = true
        else {
          const outcome = outcomeOf(next.value)
          if (isPromise(outcome)) outcome.catch(() => undefined)
          // What is done at once need not queue when nobody is before it.
          else if (waiting.length === 0) {
            yield outcome
            continue
          }
          waiting.push(outcome)
        }
      }
      const first = waiting.shift()
      if (first === undefined) return
      yield await first
    }
  } finally {
    if (!ended) await source.return?.()
  }
}

type Prove = (document: JsonObject) => Awaitable<JsonObject>

function prover(options: IssueManyOptions, created: Date): Prove {
  const { signer, cryptosuite = 'eddsa-rdfc-2022', load, signal } = options
  const world = {
    ...(load === undefined ? {} : { load: cached(load) }),
    ...(signal === undefined ? {} : { signal }),
  }
  const suite = creatableSuite(cryptosuite)
  const kind = suite?.keys.find(({ algorithm }) => algorithm === signer.algorithm)
  const single: Prove = (document) =>
    addProof(document, signer, { created, cryptosuite, list: true, ...world })
  // A suite that signs the JSON text shares nothing between documents; a wrong signer is refused there, too.
  if (suite === undefined || kind === undefined || suite.canonicalisation.blindToMeaning) return single
  const canonical = batchToCanonical({ ...world, algorithm: kind.hash })
  const proof: JsonObject = {
    type: suite.type,
    cryptosuite,
    created: writeDateTimeStamp(created),
    verificationMethod: signer.verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  const sign = (document: JsonObject, text: string): Awaitable<JsonObject> =>
    andThen(
      requireMembersCovered(document, text, (other) =>
        toCanonical(other, { ...world, algorithm: kind.hash }),
      ),
      () => signCovered(document, text),
    )
  const signCovered = (document: JsonObject, text: string): Awaitable<JsonObject> => {
    const configuration = suite.canonicalisation.configure(proof, document)
    return andThen(configurationHash(suite, configuration, kind.hash, world), (proofHash) => {
      const signature = signBytes(signer, hashData(proofHash, digest(text, kind.hash)), kind.length, signal)
      return andThen(signature, (bytes) => ({
        ...document,
        proof: [{ ...proof, proofValue: serializeSignature(bytes) }],
      }))
    })
  }
  // Contexts that must be loaded make a document wait; the next one waits for it, for they share the memory.
  let before: Promise<unknown> | undefined
  return (document) => {
    const text = before === undefined ? canonical(document) : before.then(() => canonical(document))
    if (!isPromise(text)) return sign(document, text)
    before = text.catch(() => undefined)
    return text.then((ready) => sign(document, ready))
  }
}
