/** Work on objects that nobody can change, which is done once for each, as long as the object lives. */

/* @__NO_SIDE_EFFECTS__ */
export function onceForEach<K extends object, V>(make: (object: K) => V): (object: K) => V {
  const made = new WeakMap<K, { readonly value: V }>()
  return (object) => {
    let known = made.get(object)
    if (known === undefined) made.set(object, (known = { value: make(object) }))
    return known.value
  }
}
