/**
 * Thrown where a context is needed that is not at hand yet. Nobody outside this room sees it, and every document with a
 * context of its own causes one: it is no `Error`, whose stack takes longer to gather than the document to walk.
 */
export class MissingContext {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }
}
