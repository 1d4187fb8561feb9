/** The context of Verifiable Credentials 1.1. It is a file of its own, so that it loads separately from the 2.0 context. */
import { contexts } from '@digitalbazaar/credentials-context'

export const credentialsV1 = contexts.get('https://www.w3.org/2018/credentials/v1')
