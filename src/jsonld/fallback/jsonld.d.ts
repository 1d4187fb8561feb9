/** Types for the part of jsonld.js 9 that the fallback uses. The package has no types. */
declare module 'jsonld' {
  export interface RdfTerm {
    readonly termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph'
    readonly value: string
    readonly datatype?: { readonly value: string }
    readonly language?: string
  }
  export interface RdfQuad {
    readonly subject: RdfTerm
    readonly predicate: RdfTerm
    readonly object: RdfTerm
    readonly graph: RdfTerm
  }
  export interface JsonLdEvent {
    readonly code: string
    readonly level: string
    readonly message: string
    readonly details: Readonly<Record<string, unknown>>
  }
  export interface RemoteDocument {
    readonly contextUrl: null
    /** `static` allows jsonld.js to keep the document between calls. */
    readonly tag?: 'static'
    readonly documentUrl: string
    readonly document: unknown
  }
  export interface Options {
    readonly base: string | null
    readonly rdfDirection: 'i18n-datatype'
    readonly safe: boolean
    readonly documentLoader: (url: string) => Promise<RemoteDocument>
    readonly canonizeOptions?: { readonly maxWorkFactor?: number }
    readonly eventHandler?: (call: { readonly event: JsonLdEvent; readonly next: () => void }) => void
  }
  export interface Instance {
    toRDF(document: unknown, options: Options): Promise<readonly RdfQuad[]>
    canonize(document: unknown, options: Options): Promise<string>
  }
  /** Makes an instance with its own caches. */
  const jsonld: Instance & (() => Instance)
  export default jsonld
}
