/** The context of Verifiable Credentials 1.1. It is a file of its own, so that it loads separately from the 2.0 context. */
import { contexts } from '@digitalbazaar/credentials-context'
import { VCDM_1 } from './context-urls.js'

export const credentialsV1 = contexts.get(VCDM_1)
