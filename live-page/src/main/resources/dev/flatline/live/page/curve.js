// One figure with curves over iterations: the extremes as a band, the newest value of each bucket as a line.
import {el, ink, margins, say} from './parts.js';
import {figure} from './words.js';
import {FIGURE} from './strip.js';

/**
 * @typedef {object} Line
 * @property {number} channel of the strip
 * @property {string} label what it is called
 * @property {string} colour of the style sheet
 * @property {number[]} [dash] so that colour is never alone
 * @property {number} [width] in pixels
 * @property {boolean} [band] whether its extremes are shown
 * @property {(value) => string} [show]
 */

export class Curve {
  #spec;
  #plot = null;
  #left = 0;
  #readouts;
  #host = el('div', {class: 'plot'});
  #strip = null;
  #range = [0, 1];

  /** @param spec {title, help, lines, height, log, range(least, greatest) => [from, to]} */
  constructor(spec) {
    this.#spec = spec;
    this.#readouts = spec.lines.map(() => el('b'));
    this.element = el('figure', {class: 'curve'},
      el('figcaption', {},
        el('span', {class: 'title', title: spec.help}, spec.title),
        spec.lines.map((line, i) => el('span', {class: 'line'}, sample(line), line.label + ' ', this.#readouts[i]))),
      this.#host);
  }

  /** Draws what the strip holds over a range of iterations. */
  show(strip, range) {
    this.#strip = strip;
    this.#range = range;
    const width = this.#host.clientWidth;
    if (!width) return;
    if (this.#left !== margins().left) this.#drop();
    if (this.#plot === null) this.#plot = this.#draw(width);
    if (this.#plot.width !== width) this.#plot.setSize({width, height: this.#height()});
    this.#plot.setData(this.#data());
    this.read(null);
  }

  /** Draws anew: the colours or the margins have changed. */
  redraw() {
    this.#drop();
    if (this.#strip) this.show(this.#strip, this.#range);
  }

  #drop() {
    this.#plot?.destroy();
    this.#plot = null;
    this.#left = margins().left;
  }

  /** Says the values at an iteration; of null the newest. */
  read(iteration) {
    if (!this.#strip) return;
    this.#spec.lines.forEach((line, i) => {
      const seen = this.#strip.seen(line.channel, iteration ?? Infinity);
      const show = line.show ?? figure;
      const spread = seen && line.band && seen.least !== seen.greatest && iteration !== null
        ? ` (${show(seen.least)} to ${show(seen.greatest)})` : '';
      say(this.#readouts[i], seen ? show(seen.last) + spread : 'not known');
    });
  }

  #height() {
    return this.#spec.height ?? 120;
  }

  #data() {
    const wanted = this.#spec.lines.flatMap(({channel, band}) => band
      ? [{kind: 'greatest', channel}, {kind: 'least', channel}, {kind: 'last', channel}]
      : [{kind: 'last', channel}]);
    const [iterations, ...columns] = this.#strip.columns(wanted);
    return [iterations, ...(this.#spec.log ? columns.map(column => column.map(positive)) : columns)];
  }

  #draw(width) {
    const series = [{}];
    const bands = [];
    for (const line of this.#spec.lines) {
      const stroke = ink(line.colour);
      if (line.band) {
        bands.push({series: [series.length, series.length + 1], fill: stroke + '38'});
        series.push({points: {show: false}, width: 0}, {points: {show: false}, width: 0});
      }
      series.push({stroke, width: line.width ?? 1.5, dash: line.dash, points: {show: lonely, size: 4, fill: stroke}});
    }
    return new uPlot({
      width, height: this.#height(), series, bands,
      padding: [6, margins().right, 0, 0],
      legend: {show: false},
      cursor: {show: false},
      scales: {
        x: {time: false, range: () => this.#range},
        y: {distr: this.#spec.log ? 3 : 1, range: (plot, least, greatest) => this.#spec.range(least, greatest)},
      },
      axes: [axis({size: 22, space: 70, values: (plot, splits) => splits.map(compact)}),
        axis({size: margins().left, space: 28, values: (plot, splits) => splits.map(this.#spec.tick ?? tick),
          ...(this.#spec.log ? {splits: (plot, i, least, greatest) => decades(least, greatest), filter: (plot, splits) => splits} : {})})],
      hooks: {drawClear: [plot => this.#drawGaps(plot)], draw: [plot => this.#drawMarks(plot)]},
    }, [[], ...series.slice(1).map(() => [])], this.#host);
  }

  /** Where nothing was seen, the paper is grey. */
  #drawGaps(plot) {
    const {ctx, bbox} = plot;
    ctx.fillStyle = ink('gap');
    for (const [from, to] of this.#strip.gaps()) {
      const left = plot.valToPos(from, 'x', true);
      ctx.fillRect(left, bbox.top, Math.max(1, plot.valToPos(to, 'x', true) - left), bbox.height);
    }
  }

  /** NaN and infinity, and values beyond the axis, are marked at the edge: a curve cannot show them. */
  #drawMarks(plot) {
    const strip = this.#strip;
    const floor = plot.scales.y.min;
    const first = this.#spec.lines[0].channel;
    for (let at = 0; at < strip.length; at++) {
      if (this.#spec.marksBroken && strip.greatest[FIGURE.broken]?.[at] === 1) this.#mark(plot, at, 'top');
      if (!this.#spec.log && strip.least[first]?.[at] < floor) this.#mark(plot, at, 'bottom');
    }
  }

  #mark(plot, at, edge) {
    const {ctx, bbox} = plot;
    const ratio = window.devicePixelRatio || 1;
    const x = plot.valToPos(this.#strip.middle(at), 'x', true);
    const [tip, base] = edge === 'top' ? [bbox.top + 8 * ratio, bbox.top] : [bbox.top + bbox.height, bbox.top + bbox.height - 6 * ratio];
    ctx.fillStyle = ink(edge === 'top' ? 'critical' : 'muted');
    ctx.beginPath();
    ctx.moveTo(x - 3.5 * ratio, base);
    ctx.lineTo(x + 3.5 * ratio, base);
    ctx.lineTo(x, tip);
    ctx.fill();
    if (edge === 'top') ctx.fillRect(x - ratio / 2, bbox.top, ratio, bbox.height);
  }
}

/** A point is drawn where no line can be, between two blanks. */
function lonely(plot, series, from, to) {
  return to - from < 2;
}

/** A logarithm knows no zero: what is below the axis is drawn on its floor. */
function positive(value) {
  return value === null ? null : Math.max(value, 1e-9);
}

function axis(more) {
  return {stroke: ink('muted'), font: '11px system-ui, sans-serif', gap: 4,
    grid: {stroke: ink('grid'), width: 1}, ticks: {show: false}, ...more};
}

function tick(value) {
  return Math.abs(value) >= 0.001 && Math.abs(value) < 100000 ? String(Number(value.toPrecision(3))) : figure(value);
}

/** Powers of ten, of a thousand where there are many. */
function decades(least, greatest) {
  const from = Math.ceil(Math.log10(least));
  const to = Math.floor(Math.log10(greatest));
  const step = Math.max(1, Math.ceil((to - from) / 3));
  const powers = [];
  for (let power = to; power >= from; power -= step) powers.unshift(10 ** power);
  return powers;
}

/** 1000 as 1k, 2500000 as 2.5M. */
export function compact(value) {
  if (value === null) return '';
  if (value >= 1e6) return Number((value / 1e6).toPrecision(3)) + 'M';
  return value >= 10000 ? Number((value / 1e3).toPrecision(3)) + 'k' : String(value);
}

/** The line as it is drawn, for the caption. */
function sample(line) {
  const canvas = el('canvas', {class: 'sample', width: 44, height: 12, 'aria-hidden': 'true'});
  const paint = () => {
    const context = canvas.getContext('2d');
    context.clearRect(0, 0, 44, 12);
    context.strokeStyle = ink(line.colour);
    context.lineWidth = (line.width ?? 1.5) * 2;
    context.setLineDash((line.dash ?? []).map(length => length * 2));
    context.beginPath();
    context.moveTo(0, 6);
    context.lineTo(44, 6);
    context.stroke();
  };
  paint();
  document.addEventListener('flatline-theme', paint);
  return canvas;
}
