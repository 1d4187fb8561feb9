/** Options that callers give: an unknown name or a value of another kind is the programmer's mistake, never passed over. */

/** Whether a value is one that an option takes. */
export type OptionTest = (value: unknown) => boolean

/** @throws TypeError for a name that is not in `known` */
export function checkOptionNames(caller: string, options: object, known: ReadonlySet<string>): void {
  for (const name in options) if (!known.has(name)) throw unknownOption(caller, name, known)
}

/**
 * Checks names and values by a table with one row for each option. `undefined` counts as absent.
 * @throws TypeError
 */
export function checkOptions(
  caller: string,
  options: object,
  table: Readonly<Record<string, OptionTest>>,
): void {
  if (typeof options !== 'object' || options === null) throw new TypeError(`${caller}: options are an object`)
  for (const name in options) {
    if (!Object.hasOwn(table, name)) throw unknownOption(caller, name, Object.keys(table))
    const value = (options as Readonly<Record<string, unknown>>)[name]
    if (value !== undefined && !table[name]!(value)) {
      throw new TypeError(`${caller}: option "${name}" has a wrong value`)
    }
  }
}

function unknownOption(caller: string, name: string, known: Iterable<string>): TypeError {
  return new TypeError(`${caller}: unknown option "${name}"; known are ${[...known].join(', ')}`)
}
