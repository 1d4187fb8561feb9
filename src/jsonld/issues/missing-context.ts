/**
 * Thrown if a context must be loaded first. It does not leave this room. It is not an `Error`, because each document with its
 * own context throws one, and to collect the stack would take longer than the walk.
 */
export class MissingContext {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }
}
