/** The repository's files inside the page: the test answers for them. */

export function readFileSync(address: URL | string, encoding?: string): string {
  if (encoding !== 'utf8') throw new Error('only text is read here')
  const request = new XMLHttpRequest()
  request.open('GET', String(address), false)
  request.send()
  if (request.status !== 200) throw new Error(`${request.status} for ${String(address)}`)
  return request.responseText
}
