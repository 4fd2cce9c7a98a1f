import type { Chart, ChartType, Plugin } from 'chart.js'
import type { Series } from './series.ts'

/**
 * Writes what a bar is worth at its end, and a line's name at its last point, so that nobody has to match colours.
 * Only where there is room: one set of bars, or lines.
 */
export const directLabels = (series: Series, ink: string, font: string): Plugin<ChartType> => ({
  id: 'directLabels',
  afterDatasetsDraw(chart: Chart) {
    const { ctx } = chart
    ctx.save()
    ctx.font = `600 13px ${font}`
    ctx.fillStyle = ink
    series.sets.forEach((set, at) => {
      const meta = chart.getDatasetMeta(at)
      if (meta.type === 'line') {
        const last = set.values.findLastIndex(value => value !== null)
        const point = meta.data[last]
        if (point && series.sets.length > 1) {
          ctx.textAlign = 'right'
          ctx.textBaseline = 'bottom'
          ctx.fillText(set.name, point.x, point.y - 8)
        }
      } else if (series.sets.length === 1) {
        meta.data.forEach((bar, row) => {
          const words = set.texts[row] ?? ''
          if (set.values[row] === null || words === '') return
          const lying = chart.options.indexAxis === 'y'
          const outside = !lying || bar.x + ctx.measureText(words).width + 12 < chart.chartArea.right
          ctx.textAlign = lying ? (outside ? 'left' : 'right') : 'center'
          ctx.textBaseline = lying ? 'middle' : 'bottom'
          if (lying) ctx.fillText(words, outside ? bar.x + 6 : chart.chartArea.right, outside ? bar.y : bar.y - 14)
          else if ((bar as unknown as { width: number }).width > ctx.measureText(words).width - 8)
            ctx.fillText(words, bar.x, bar.y - 4)
        })
      }
    })
    ctx.restore()
  },
})
