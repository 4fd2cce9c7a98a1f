/**
 * Practices by how near their municipality is in size: a village of 4,000 learns little from a city of 200,000. Nearness is
 * by ratio; what has no size stands last, and without a size to compare with the order stays.
 */
export function closestInSize<T extends { readonly place: { readonly population: number | null } | null }>(
  rows: readonly T[],
  population: number | undefined,
): T[] {
  if (population === undefined || population <= 0) return [...rows]
  const distance = ({ place }: T): number =>
    place?.population ? Math.abs(Math.log(place.population / population)) : Number.POSITIVE_INFINITY
  return rows
    .map((row, at) => ({ row, at, distance: distance(row) }))
    .sort((a, b) => (a.distance === b.distance ? a.at - b.at : a.distance - b.distance))
    .map(one => one.row)
}
