import type { LiveReading, PoolReading } from '../protocol.ts';

/** All readings as a spreadsheet reads them: a line each, seconds since the run began first. */
export function toCsv(readings: readonly LiveReading[]): string {
  const kinds = [...new Set(readings.flatMap(({ handles }) => Object.keys(handles)))];
  const statuses = [...new Set(readings.flatMap(({ answers }) => Object.keys(answers).map(Number)))].sort((a, b) => a - b);
  const pools = [...new Set(readings.flatMap(({ pool }) => Object.keys(pool ?? {}) as (keyof PoolReading)[]))];
  const head = [
    'seconds',
    ...kinds,
    'heap_bytes',
    ...statuses.map((status) => (status === 0 ? 'no_answer' : `status_${status}`)),
    'p50_ms',
    'p99_ms',
    ...pools.map((key) => `pool_${key}`),
  ];
  const rows = readings.map(({ atMs, handles, heapBytes, answers, latency, pool }) => [
    (atMs / 1000).toFixed(3),
    ...kinds.map((kind) => handles[kind] ?? 0),
    heapBytes,
    ...statuses.map((status) => answers[status] ?? 0),
    latency?.p50.toFixed(3) ?? '',
    latency?.p99.toFixed(3) ?? '',
    ...pools.map((key) => pool?.[key] ?? ''),
  ]);
  return [head, ...rows].map((row) => row.join(',')).join('\n');
}

/** Charts one above the other, each with its title, in the page's colours. */
export function toPicture(charts: readonly { readonly title: string; readonly canvas: HTMLCanvasElement }[], style: CSSStyleDeclaration): Promise<Blob> {
  const ratio = devicePixelRatio;
  const titleHeight = 26 * ratio;
  const picture = document.createElement('canvas');
  picture.width = Math.max(1, ...charts.map(({ canvas }) => canvas.width));
  picture.height = charts.reduce((sum, { canvas }) => sum + canvas.height + titleHeight, 0);
  const context = picture.getContext('2d');
  if (context === null) throw new Error('This browser gives no canvas to draw the picture on');
  context.fillStyle = style.getPropertyValue('--uh-surface');
  context.fillRect(0, 0, picture.width, picture.height);
  context.font = `600 ${13 * ratio}px ${style.getPropertyValue('--uh-font')}`;
  let y = 0;
  for (const { title, canvas } of charts) {
    context.fillStyle = style.getPropertyValue('--uh-text');
    context.fillText(title, 10 * ratio, y + 18 * ratio);
    context.drawImage(canvas, 0, y + titleHeight);
    y += canvas.height + titleHeight;
  }
  return new Promise((resolve, reject) => {
    picture.toBlob((blob) => (blob === null ? reject(new Error('This browser could not make the picture')) : resolve(blob)), 'image/png');
  });
}
