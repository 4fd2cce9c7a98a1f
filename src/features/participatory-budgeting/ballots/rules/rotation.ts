/**
 * So few orders that the order a ballot was shown in tells nobody apart, and enough that no project stands first for
 * everybody. It is drawn with the form, lies in the sealed envelope, and is published as a total per order.
 */
export const ROTATIONS = 8

/** The order that a byte of the form's secret draws; each is equally likely. */
export const rotationOf = (byte: number): number => byte % ROTATIONS

/** The projects beginning at another one in each rotation, evenly spread; the order given is the first. */
export function rotated<T>(projects: readonly T[], rotation: number): T[] {
  const from = Math.floor((rotation * projects.length) / ROTATIONS)
  return [...projects.slice(from), ...projects.slice(0, from)]
}
