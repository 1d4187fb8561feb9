/** Options that may be repeated. Each takes one value, so that it does not take the files that follow. */
import { InvalidArgumentError } from 'commander'

/** For commander: collects the values of an option that is given several times. */
export function repeatable(value: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), value]
}

/** As `repeatable`, for an option with fixed values. */
export function repeatableChoice(
  choices: readonly string[],
): (value: string, earlier: readonly string[] | undefined) => readonly string[] {
  return (value, earlier) => {
    if (!choices.includes(value)) {
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`)
    }
    return repeatable(value, earlier)
  }
}
