/** An option name that nobody knows is a programmer's mistake, not something to pass over. */
export function checkOptionNames(caller: string, options: object, known: ReadonlySet<string>): void {
  for (const name in options) {
    if (!known.has(name)) {
      throw new TypeError(`${caller} knows no option '${name}'; it knows ${[...known].join(', ')}`)
    }
  }
}
