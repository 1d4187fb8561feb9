/** The CPU time of a piece of work: how long the process worked, and not how long others kept it from working. */

/** Returns a function that says how many microseconds of CPU time the process has used since this call. */
export function startCpuTime(): () => number {
  const start = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(start)
    return user + system
  }
}
