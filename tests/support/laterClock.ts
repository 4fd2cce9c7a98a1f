/**
 * Loaded into a process before its own code, `node --import`: its clock goes as many milliseconds ahead as LATER_MS says.
 * A stand-in for `Date` rather than a class of its own, so that dates made by the platform are still dates.
 */
const later = Number(process.env.LATER_MS ?? 0)

globalThis.Date = new Proxy(Date, {
  construct: (real, given, target) =>
    given.length === 0 ? new real(real.now() + later) : (Reflect.construct(real, given, target) as Date),
  get: (real, key, target) => (key === 'now' ? () => real.now() + later : Reflect.get(real, key, target)),
})
