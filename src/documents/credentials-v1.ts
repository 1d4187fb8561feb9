/** The context of Verifiable Credentials 1.1, apart from that of 2.0, which comes in the same package. */
import { contexts } from '@digitalbazaar/credentials-context'

export const credentialsV1 = contexts.get('https://www.w3.org/2018/credentials/v1')
