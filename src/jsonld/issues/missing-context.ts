/** Thrown where a context is needed that is not at hand yet. Nobody outside this room sees it. */
export class MissingContext extends Error {
  override readonly name = 'MissingContext'
  readonly url: string

  constructor(url: string) {
    super(url)
    this.url = url
  }
}
