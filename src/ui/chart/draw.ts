import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js'
import { directLabels } from './labels.ts'
import { readSeries } from './series.ts'

Chart.register(BarController, BarElement, LineController, LineElement, PointElement, CategoryScale, LinearScale, Legend, Tooltip)

const SHAPES = ['circle', 'rect', 'triangle', 'rectRot', 'star', 'cross'] as const
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [4, 4], [1, 4]]

/** Draws one figure from its table, in the colours of the page's scheme, and again when the scheme changes. */
export function drawChart(figure: HTMLElement): void {
  const table = document.getElementById(figure.dataset.table ?? '')
  const frame = figure.querySelector<HTMLElement>('.chart')
  const canvas = figure.querySelector('canvas')
  if (!(table instanceof HTMLTableElement) || !frame || !canvas) return
  const columns = (figure.dataset.columns ?? '').split(' ').map(Number)
  const series = readSeries(table, columns)
  if (series.labels.length === 0) return
  const kind = figure.dataset.chart ?? 'columns'
  frame.hidden = false
  if (kind === 'bars') frame.style.height = `${Math.max(140, series.labels.length * (18 + 22 * series.sets.length) + 40)}px`
  for (const fold of figure.querySelectorAll<HTMLDetailsElement>('[data-chart-fold]')) fold.open = false

  let chart: Chart | undefined
  const draw = () => {
    chart?.destroy()
    const style = getComputedStyle(figure)
    const colour = (name: string) => style.getPropertyValue(name).trim()
    const [ink, quiet, line, font] = [colour('--ink'), colour('--stone'), colour('--line'), style.fontFamily]
    Chart.defaults.font = { family: font, size: 13 }
    Chart.defaults.color = quiet
    const lying = kind === 'bars'
    const numbers = {
      beginAtZero: figure.dataset.from === undefined,
      min: figure.dataset.from === undefined ? undefined : Number(figure.dataset.from),
      max: figure.dataset.to === undefined ? undefined : Number(figure.dataset.to),
      stacked: kind === 'stacked',
      grid: { color: line },
      border: { display: false },
      ticks: { maxTicksLimit: 6, callback: (value: string | number) => short(Number(value), document.documentElement.lang) },
    }
    const names = { stacked: kind === 'stacked', grid: { display: false }, ticks: { color: ink, autoSkip: !lying } }
    const config: ChartConfiguration = {
      type: kind === 'line' ? 'line' : 'bar',
      data: {
        labels: series.labels.map(label => wrap(label)),
        datasets: series.sets.map((set, at) => {
          const paint = colour(`--chart-${(at % 6) + 1}`)
          return {
            label: set.name,
            data: [...set.values],
            backgroundColor: paint,
            borderColor: kind === 'line' ? paint : colour('--paper'),
            borderWidth: kind === 'line' ? 2.5 : 1,
            borderDash: kind === 'line' ? (DASHES[at % 6] ?? []) : [],
            pointStyle: SHAPES[at % 6] ?? 'circle',
            pointRadius: 4,
            maxBarThickness: 36,
            borderRadius: 2,
          }
        }),
      },
      options: {
        indexAxis: lying ? 'y' : 'x',
        maintainAspectRatio: false,
        animation: false,
        layout: { padding: { top: 18, right: lying ? 8 : 12 } },
        scales: lying ? { x: numbers, y: names } : { x: names, y: numbers },
        plugins: {
          legend: { display: series.sets.length > 1, align: 'start', labels: { color: ink, usePointStyle: true } },
          tooltip: {
            callbacks: { label: item => `${item.dataset.label}: ${series.sets[item.datasetIndex]?.texts[item.dataIndex]}` },
          },
        },
      },
      plugins: [directLabels(series, ink, font)],
    }
    chart = new Chart(canvas, config)
  }
  draw()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw)
  void document.fonts.ready.then(() => chart?.update())
}

const short = (value: number, lang: string) =>
  new Intl.NumberFormat(
    lang,
    Math.abs(value) >= 10_000 ? { notation: 'compact', maximumFractionDigits: 1 } : { maximumFractionDigits: 1 },
  ).format(value)

/** Long names in lines of about 24 characters. */
function wrap(label: string): string | string[] {
  if (label.length <= 26) return label
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < 24) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length > 3 ? [...lines.slice(0, 2), `${lines[2]}…`] : lines
}
