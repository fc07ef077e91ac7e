/**
 * What the browser adds to a chart that is complete without it: a crosshair that reads the step under the pointer, arrow keys that go from
 * step to step, and a closer look at what a drag spans.
 */
import { timeTag } from '../i18n/elapsed.ts';

interface ChartData {
  from: number;
  to: number;
  series: { label: string; steps: [from: number, to: number, words: string][] }[];
}

const WIDTH = 1000;
const lang = timeTag(document.documentElement.lang);
const DATE = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeZone: 'UTC' });
const CLOCK = new Intl.DateTimeFormat(lang, { timeStyle: 'short', timeZone: 'UTC' });
const EXACT = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const SHORT_S = 2 * 86_400;

for (const plot of document.querySelectorAll<HTMLElement>('[data-chart]')) enliven(plot);

function enliven(plot: HTMLElement): void {
  const drawing = plot.querySelector('svg');
  if (drawing === null) return;
  const data: ChartData = JSON.parse(plot.dataset['chart'] ?? '{}');
  const times = plot.parentElement?.querySelectorAll<HTMLElement>('.chart-times span') ?? [];
  const line = document.createElement('div');
  line.className = 'chart-cross';
  line.hidden = true;
  const told = document.createElement('output');
  told.className = 'chart-told';
  told.setAttribute('aria-live', 'polite');
  plot.append(line, told);
  plot.tabIndex = 0;
  plot.setAttribute('role', 'group');
  plot.setAttribute('aria-label', plot.dataset['hint'] ?? '');
  plot.title = plot.dataset['hint'] ?? '';
  /** The part of the time that is shown, in seconds. */
  let shown: [number, number] = [data.from, data.to];
  let dragFrom: number | undefined;

  const timeAt = (clientX: number): number => {
    const box = drawing.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    return shown[0] + share * (shown[1] - shown[0]);
  };

  function read(at: number): void {
    const share = (at - shown[0]) / (shown[1] - shown[0]);
    if (share < 0 || share > 1) return;
    line.hidden = false;
    line.style.insetInlineStart = `${share * 100}%`;
    const parts = data.series.flatMap(({ label, steps }) => {
      const step = steps.findLast(([from]) => from <= at);
      if (step === undefined || at > step[1] + 1) return [];
      return [data.series.length > 1 ? `${label}: ${step[2]}` : step[2]];
    });
    told.textContent = [EXACT.format(at * 1000), ...parts].join(' · ');
  }

  function show(from: number, to: number): void {
    shown = [from, to];
    const whole = data.to - data.from;
    const start = ((from - data.from) / whole) * WIDTH;
    drawing?.setAttribute('viewBox', `${start} 0 ${((to - from) / whole) * WIDTH} 220`);
    times.forEach((time, index) => {
      time.textContent = (to - from > SHORT_S ? DATE : CLOCK).format(
        (from + ((to - from) * index) / Math.max(1, times.length - 1)) * 1000,
      );
    });
  }

  plot.addEventListener('pointermove', (event) => read(timeAt(event.clientX)));
  plot.addEventListener('pointerleave', () => {
    line.hidden = true;
    told.textContent = '';
  });
  plot.addEventListener('pointerdown', (event) => {
    dragFrom = timeAt(event.clientX);
  });
  plot.addEventListener('pointerup', (event) => {
    const start = dragFrom;
    dragFrom = undefined;
    if (start === undefined) return;
    const end = timeAt(event.clientX);
    const [from, to] = [Math.min(start, end), Math.max(start, end)];
    // A slip of the hand is no wish to look closer.
    if (to - from > (shown[1] - shown[0]) / 50) show(from, to);
  });
  plot.addEventListener('dblclick', () => show(data.from, data.to));
  plot.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(data.from, data.to);
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const starts = [
      ...new Set(data.series.flatMap(({ steps }) => steps.map(([from]) => Math.max(from, data.from)))),
    ].sort((a, b) => a - b);
    const now = Number(plot.dataset['at'] ?? Number.NaN);
    const next =
      event.key === 'ArrowRight'
        ? starts.find((at) => Number.isNaN(now) || at > now)
        : starts.findLast((at) => Number.isNaN(now) || at < now);
    if (next === undefined) return;
    plot.dataset['at'] = String(next);
    if (next < shown[0] || next > shown[1]) show(data.from, data.to);
    read(next);
  });
}
