/** Checks for required options. */
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import { SHAPES } from './option-shapes.js'

/** Like `checkOptions`, and each option of `required` must be given. @throws TypeError */
export function checkWithRequired(
  caller: string,
  options: object,
  table: Readonly<Record<string, OptionTest>>,
  required: readonly string[],
  more: Readonly<Record<string, string>> = {},
): void {
  const shapes = { ...SHAPES, ...more }
  checkOptions(caller, options, table, shapes)
  for (const name of required) {
    if ((options as Readonly<Record<string, unknown>>)[name] === undefined)
      throw new TypeError(`${caller}: option "${name}" is missing; write ${shapes[name]}`)
  }
}
