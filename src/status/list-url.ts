/** The URL of a list that is published. */

/** @param name of the option @throws TypeError for a URL that begins with `http:` */
export function refuseHttp(name: string, url: unknown): void {
  if (typeof url === 'string' && /^http:/i.test(url))
    throw new TypeError(`${name} must begin with https://, because verifiers fetch nothing else`)
}
