/** The table of DID methods whose DIDs have a document, and where each publishes it. */
import { didWebUrl } from './did-web.js'
import { methodName } from './method-name.js'

/** By name: function that gives the URL of a DID's document. DID methods that contain the key have a row in `methods.ts`. */
export const LOCATIONS: ReadonlyMap<string, (did: string) => string> = new Map([['web', didWebUrl]])

/** The URL from which `load` gets the document of a controller: a controller without a row is its own URL. */
export function documentUrl(controller: string): string {
  return LOCATIONS.get(methodName(controller))?.(controller) ?? controller
}
