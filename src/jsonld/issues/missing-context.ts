/**
 * Thrown if a context must be loaded first. It does not leave this room. Each document with its own context throws one. So it is
 * not an `Error`, because collecting the stack would take longer than the walk.
 */
export class MissingContext {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }
}
