/* The curve of response times: the median as a line, p95 and p99 as bands above it, the threshold
   dashed, outages as columns, gaps as gaps. Loaded when the first service is opened. */
import uPlot from 'uplot';
import { millis } from '../base/format.js';
import { onColours } from '../base/theme.js';
import { words } from '../base/words.js';

const HEIGHT = 240;
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const clear = 'transparent';

loadStyle();

/** uPlot brings a stylesheet; it lies beside its module. */
function loadStyle() {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = import.meta.resolve('uplot').replace('uPlot.esm.js', 'uPlot.min.css');
  document.head.append(link);
}

export class Curve {
  #node;
  #plot;
  #shown;
  #end;
  #size;

  constructor(node) {
    this.#node = node;
    this.#end = onColours(() => this.#shown && this.#draw());
    this.#size = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width(), height: HEIGHT }));
    this.#size.observe(node);
  }

  show(history, limit) {
    this.#shown = { history, limit };
    this.#draw();
  }

  destroy() {
    this.#end();
    this.#size.disconnect();
    this.#plot?.destroy();
  }

  #width() {
    return Math.max(200, this.#node.clientWidth);
  }

  #draw() {
    const { history, limit } = this.#shown;
    const of = (key) => history.points.map((point) => point[key]);
    const times = history.points.map(({ at }) => Date.parse(at) / 1_000);
    const data = [times, of('p50'), of('p95'), of('p99')];
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(history, limit), data, this.#node);
  }

  #options(history, limit) {
    const { until, points, step_ms } = history;
    const begin = beginning(history);
    const axis = { stroke: colour('faint'), font: '12px system-ui, sans-serif', grid: { stroke: colour('line'), width: 1 }, ticks: { show: false } };
    const top = Math.max(...points.map(({ p99 }) => p99 ?? 0));
    return {
      width: this.#width(),
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, points: { size: 6 } },
      scales: {
        x: { range: [begin / 1_000, Date.parse(until) / 1_000] },
        // the threshold is shown where it is near: else it would press the curve flat
        y: { range: [0, Math.max(10, limit && limit < top * 2 ? Math.max(top, limit) * 1.1 : top * 1.15)] },
      },
      series: [
        {},
        { label: words.median, stroke: colour('accent'), width: 2, points: { size: 6, filter: (plot, series) => alone(plot.data[series]) } },
        { label: 'p95', stroke: clear, points: { show: false } },
        { label: 'p99', stroke: clear, points: { show: false } },
      ],
      bands: [
        { series: [3, 2], fill: colour('band-99') },
        { series: [2, 1], fill: colour('band-95') },
      ],
      axes: [
        { ...axis, grid: { show: false }, size: 30, values: this.#labels(Date.parse(until) - begin), space: 70 },
        { ...axis, size: 64, values: (plot, values) => values.map(millis) },
      ],
      hooks: {
        drawClear: [(plot) => outages(plot, points, step_ms)],
        draw: [(plot) => threshold(plot, limit)],
        setCursor: [(plot) => this.#told(plot, points)],
      },
    };
  }

  #labels(length) {
    const days = length / 86_400_000;
    const hours = new Intl.DateTimeFormat(words.language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const dates = new Intl.DateTimeFormat(words.language, days > 8 ? { day: 'numeric', month: 'short' } : { weekday: 'short', day: 'numeric' });
    return (plot, seconds) => {
      const fine = seconds.length > 1 && seconds[1] - seconds[0] < 86_400;
      return seconds.map((second) => (fine && days < 2 ? hours : dates).format(second * 1_000)).map((text, i, all) => (text === all[i - 1] ? '' : text));
    };
  }

  #told(plot, points) {
    const point = points[plot.cursor.idx];
    const text = point && point.p50 !== null ? `${words.median} ${millis(point.p50)} · p95 ${millis(point.p95)} · p99 ${millis(point.p99)}` : '';
    this.#node.title = plot.cursor.left >= 0 ? text : '';
  }
}

/** A service of this hour is not drawn into the last corner of a day. Milliseconds since 1970. */
function beginning({ from, until, points, step_ms }) {
  const [start, end] = [Date.parse(from), Date.parse(until)];
  const first = points.find(({ p50, down }) => p50 !== null || down > 0);
  const known = first ? Date.parse(first.at) - step_ms : start;
  return Math.max(start, Math.min(known, end - (end - start) / 24));
}

/** What has no neighbour would be a line of no length: a dot shows it. */
const alone = (values) => values.flatMap((value, i) => (value !== null && values[i - 1] == null && values[i + 1] == null ? [i] : []));

function outages(plot, points, step) {
  const { ctx, bbox } = plot;
  ctx.fillStyle = colour('band-down');
  for (const { at, down } of points) {
    if (!down) continue;
    const from = Date.parse(at) / 1_000;
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(from + step / 1_000, 'x', true));
    ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
  }
}

function threshold(plot, limit) {
  const { ctx, bbox } = plot;
  if (!limit || limit > plot.scales.y.max) return;
  const y = plot.valToPos(limit, 'y', true);
  ctx.save();
  ctx.strokeStyle = colour('slow-bar');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
