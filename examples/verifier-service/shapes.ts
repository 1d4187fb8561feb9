/**
 * Two forms of VC-API responses. The W3C's test suites expect the credential itself, and a status 4xx if it does not verify.
 * VCALM 1.0 wraps the credential, and responds with 200 to every well-formed request.
 */
import { type ProblemDetails, problemDetails, type Report } from 'laurel'

export type ShapesName = 'w3c-suites' | 'vcalm'

export interface Answer {
  readonly status: 200 | 201 | 400
  readonly body: object
}

/** What `issue` returns, as far as its form matters. */
type Issuance = object & { readonly proof: readonly object[] }

export interface Shapes {
  readonly issued: (credential: Issuance) => Answer
  /** To a question about a credential or a presentation, whatever came out. */
  readonly verified: (report: Report) => Answer
}

export const SHAPES: Readonly<Record<ShapesName, Shapes>> = {
  'w3c-suites': {
    issued: (credential) => ({ status: 201, body: withOneProof(credential) }),
    verified: (report) => {
      const { checks, warnings } = report
      if (!report.verified) return refused(problemDetails(report), { checks, warnings })
      // For a presentation, return only the badges inside.
      const { credential: document, badges } = report
      return { status: 200, body: { verified: true, document, badges, checks, warnings } }
    },
  },
  vcalm: {
    issued: (credential) => ({ status: 201, body: { verifiableCredential: credential } }),
    verified: (report) => {
      const { credential, checks, warnings } = report
      return {
        status: 200,
        body: {
          verified: report.verified,
          ...(credential === undefined ? {} : { credential }),
          problemDetails: report.verified ? [] : problemDetails(report),
          results: { checks, warnings },
        },
      }
    },
  },
}

/** The suites read a proof that stands alone, where laurel has a list of one: to a verifier the two are the same. */
function withOneProof(credential: Issuance): object {
  const { proof } = credential
  return proof.length === 1 ? { ...credential, proof: proof[0] } : credential
}

/** Problem details (RFC 9457) for what was not understood, and in the suites' form for what did not verify. */
export function refused(problems: readonly ProblemDetails[], more: object = {}): Answer {
  const [first] = problems
  return {
    status: 400,
    body: {
      type: first?.type ?? 'about:blank',
      title: first?.title ?? 'Not verified',
      status: 400,
      detail: first?.detail ?? '',
      verified: false,
      problemDetails: problems,
      ...more,
    },
  }
}
