import uPlot from 'uplot';
import type { Series } from './series.ts';

export interface ChartOptions {
  /** Shown behind axis values. */
  readonly unit: string;
  /** A dashed line with its name, drawn once the data comes near it. */
  readonly limit?: { readonly value: number; readonly text: string };
  /** Charts of one key zoom together. */
  readonly syncKey: string;
}

export interface ChartMarker {
  readonly seconds: number;
  readonly text: string;
}

/** Seconds that the time axis spans at least, so that the first readings do not race across. */
const MIN_SPAN_S = 30;

export interface LiveChart {
  draw(series: Series, markers: readonly ChartMarker[]): void;
  /** What is on the screen now, for a picture of it. */
  canvas(): HTMLCanvasElement | undefined;
  destroy(): void;
}

/** A line chart that fills its element, follows the theme, and starts at zero. A drag zooms in, a double click out. */
export function createChart(element: HTMLElement, options: ChartOptions): LiveChart {
  let plot: uPlot | undefined;
  let shape = '';
  let last: { series: Series; markers: readonly ChartMarker[] } | undefined;
  let size: { width: number; height: number } | undefined;
  // Asking makes the browser style the page at once: a theme's colours are asked for once, and not with every reading.
  const colors = new Map<string, string>();
  const color = (value: string) => {
    const name = /^var\((.*)\)$/.exec(value)?.[1];
    if (name === undefined) return value;
    const found = colors.get(name) ?? getComputedStyle(element).getPropertyValue(name).trim();
    colors.set(name, found);
    return found;
  };

  function build(series: Series, { width, height }: { width: number; height: number }): uPlot {
    const text = color('var(--uh-text-faint)');
    const grid = color('var(--uh-grid)');
    const font = `11px ${color('var(--uh-font)')}`;
    const axis = { stroke: text, font, grid: { stroke: grid, width: 1 }, ticks: { show: false } };
    return new uPlot(
      {
        width,
        height,
        legend: { show: false },
        cursor: { points: { show: false }, y: false, drag: { x: true, y: false, setScale: true, dist: 8 }, sync: { key: options.syncKey, setSeries: false } },
        scales: {
          x: { time: false, range: (u, min, max) => (zoomed(u, min, max) ? [min, max] : [min ?? 0, Math.max((min ?? 0) + MIN_SPAN_S, max ?? 0)]) },
          y: { range: (_u, _min, max) => [0, niceTop(max ?? 0, options.limit?.value ?? Number.POSITIVE_INFINITY)] },
        },
        axes: [
          // The zero of the other axis stands in that corner.
          { ...axis, size: 22, gap: 2, space: 60, values: (_u, splits) => splits.map((value) => (value === 0 ? '' : `${value} s`)) },
          { ...axis, size: 46, gap: 4, space: 28, values: (_u, splits) => splits.map((value) => `${value}${options.unit && ` ${options.unit}`}`) },
        ],
        series: [
          {},
          ...series.lines.map((line) => ({
            label: line.name,
            stroke: color(line.color),
            width: line.ghost ? 1 : 1.75,
            points: { show: false },
            spanGaps: true,
            ...(line.ghost && { dash: [3, 3] }),
          })),
        ],
        hooks: { draw: [(u) => drawExtras(u)] },
        padding: [14, 18, 0, 0],
      },
      toData(series),
      element,
    );
  }

  function drawExtras(u: uPlot): void {
    const { ctx, bbox } = u;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${10.5 * ratio}px ${color('var(--uh-font)')}`;
    ctx.fillStyle = color('var(--uh-text-faint)');
    // The axes leave their own alignment behind.
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    ctx.strokeStyle = color('var(--uh-line-strong)');
    ctx.lineWidth = ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    const top = u.scales['y']?.max ?? 0;
    if (options.limit !== undefined && options.limit.value <= top) {
      const y = u.valToPos(options.limit.value, 'y', true);
      line(ctx, bbox.left, y, bbox.left + bbox.width, y);
      ctx.fillText(options.limit.text, bbox.left + bbox.width - ctx.measureText(options.limit.text).width - 2 * ratio, y - 3 * ratio);
    }
    ctx.setLineDash([]);
    ctx.strokeStyle = color('var(--uh-line)');
    let free = Number.NEGATIVE_INFINITY;
    for (const { seconds, text } of last?.markers ?? []) {
      const x = u.valToPos(seconds, 'x', true);
      if (x < bbox.left - 1 || x > bbox.left + bbox.width) continue;
      line(ctx, x, bbox.top, x, bbox.top + bbox.height);
      // Words that would lie on each other are left out; the lines stay.
      if (x < free) continue;
      ctx.fillText(text, x + 3 * ratio, bbox.top - 3 * ratio);
      free = x + ctx.measureText(text).width + 8 * ratio;
    }
    ctx.restore();
  }

  function draw(series: Series, markers: readonly ChartMarker[]): void {
    last = { series, markers };
    if (size === undefined) return;
    const wanted = series.lines.map(({ name, ghost }) => `${name}${ghost}`).join();
    if (plot === undefined || wanted !== shape) {
      plot?.destroy();
      shape = wanted;
      plot = build(series, size);
    } else plot.setData(toData(series), !isZoomed(plot));
    if (isZoomed(plot)) plot.redraw();
  }

  function redraw(): void {
    if (last) draw(last.series, last.markers);
  }

  // The first size comes with the layout of the chart's first frame, which measuring here would make the browser do twice.
  const resized = new ResizeObserver(() => {
    size = { width: element.clientWidth, height: element.clientHeight };
    if (plot) plot.setSize(size);
    else redraw();
  });
  resized.observe(element);
  const themed = new MutationObserver(() => {
    colors.clear();
    shape = '';
    redraw();
  });
  themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return {
    draw,
    canvas: () => plot?.ctx.canvas,
    destroy() {
      resized.disconnect();
      themed.disconnect();
      plot?.destroy();
    },
  };
}

/** Whether a range of the time axis is part of the data only: that is what a drag asks for. */
function zoomed(u: uPlot, min: number | null, max: number | null): boolean {
  const [first, last] = [u.data[0].at(0) ?? 0, u.data[0].at(-1) ?? 0];
  return min !== null && max !== null && (min > first || max < last);
}

function isZoomed(u: uPlot): boolean {
  const { min, max } = u.scales['x'] ?? {};
  return zoomed(u, min ?? null, max ?? null);
}

function toData(series: Series): uPlot.AlignedData {
  return [series.seconds as number[], ...series.lines.map((line) => line.values as (number | null)[])] as uPlot.AlignedData;
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/** Room above the data; the limit comes into view once half of the way to it is gone. */
export function niceTop(max: number, limit: number): number {
  if (max > limit / 2) return Math.max(limit, max) * 1.08;
  const wanted = Math.max(max * 1.15, limit > 100 ? 20 : 4);
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 4, 5, 8, 10].map((step) => step * magnitude).find((step) => step >= wanted) ?? wanted;
}
