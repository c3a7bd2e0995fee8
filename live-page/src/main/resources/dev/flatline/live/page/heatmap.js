// Layer by iteration: each cell's upper half is the greatest value of its iterations, the lower half the least.
import {canvasOf, el, ink, margins, say} from './parts.js';
import {figure} from './words.js';
import {LAYER, LAYER_FIGURES} from './strip.js';

/** Cividis, made to look the same to people with and without colour blindness. From little to much. */
const FLOW = ['#00224e', '#123570', '#3b496c', '#575d6d', '#707173', '#8a8678', '#a59c74', '#c3b369', '#e1cc55', '#fee838'];

/** Blue is too little, orange too much, and the middle is what is healthy. */
const BALANCE = ['#08306b', '#2171b5', '#6baed6', '#bcd3e8', '#efefe9', '#fdcf9f', '#fd8d3c', '#d94801', '#7f2704'];

/** So many colours a ramp has, between the ones above. */
const SHADES = 96;

export const RAMPS = {flow: shades(FLOW), balance: shades(BALANCE)};

function shades(stops) {
  return Array.from({length: SHADES}, (unused, i) => {
    const place = i / (SHADES - 1) * (stops.length - 1);
    const at = Math.min(stops.length - 2, Math.floor(place));
    const mixed = [1, 3, 5].map(digit => {
      const [from, to] = [stops[at], stops[at + 1]].map(stop => parseInt(stop.slice(digit, digit + 2), 16));
      return Math.round(from + (to - from) * (place - at));
    });
    return `rgb(${mixed.join(',')})`;
  });
}

export class Heatmap {
  #spec;
  #canvas = el('canvas', {class: 'cells', role: 'img'});
  #names = el('div', {class: 'names', 'aria-hidden': 'true'});
  #low = el('span');
  #high = el('span');
  #readout = el('b');
  #strip = null;
  #layers = [];
  #range = [0, 1];

  /** @param spec {title, help, channel, ramp, decades: [from, to] or null for those of the values} */
  constructor(spec) {
    this.#spec = spec;
    this.#canvas.setAttribute('aria-label', spec.title + ', by layer and iteration; the table below has the numbers');
    this.element = el('figure', {class: 'heatmap'},
      el('figcaption', {},
        el('span', {class: 'title', title: spec.help}, spec.title),
        el('span', {class: 'line'}, this.#low, ramp(spec.ramp), this.#high),
        el('span', {class: 'line'}, this.#readout)),
      el('div', {class: 'rows'}, this.#names, this.#canvas));
  }

  show(strip, layers, range) {
    this.#strip = strip;
    this.#layers = layers;
    this.#range = range;
    this.element.hidden = !layers.length || !strip.length;
    const width = this.element.clientWidth - margins().left - margins().right;
    if (this.element.hidden || width <= 0) return;
    const shown = this.#shown();
    const height = Math.max(3, Math.min(18, Math.floor(216 / shown.length)));
    this.#name(shown, height);
    const decades = this.#decades(shown);
    say(this.#low, '1e' + decades[0]);
    say(this.#high, '1e' + decades[1]);
    this.#paint(canvasOf(this.#canvas, width, height * shown.length), {width, height, shown, decades});
  }

  redraw() {
    if (this.#strip) this.show(this.#strip, this.#layers, this.#range);
  }

  /** Layers that have such a value at all. */
  #shown() {
    const known = this.#layers.map((name, layer) => layer)
      .filter(layer => this.#strip.last[this.#channel(layer)]?.some(value => value !== null && value !== undefined));
    return known.length ? known : this.#layers.map((name, layer) => layer);
  }

  #channel(layer) {
    return layer * LAYER_FIGURES + this.#spec.channel;
  }

  #name(shown, height) {
    const every = Math.ceil(12 / height);
    const key = JSON.stringify([shown, height, this.#layers]);
    if (this.#names.madeOf === key) return;
    this.#names.madeOf = key;
    this.#names.replaceChildren(...shown.map((layer, at) => {
      const name = el('div', {title: this.#layers[layer]}, at % every === 0 ? this.#layers[layer] : '');
      name.style.height = height + 'px';
      return name;
    }));
  }

  /** Powers of ten from the least to the greatest value, three at least. */
  #decades(shown) {
    if (this.#spec.decades) return this.#spec.decades;
    let least = Infinity;
    let greatest = -Infinity;
    for (const layer of shown) {
      for (const value of this.#strip.least[this.#channel(layer)] ?? []) if (value > 0 && value < least) least = value;
      for (const value of this.#strip.greatest[this.#channel(layer)] ?? []) if (value > greatest) greatest = value;
    }
    if (!(greatest > 0)) return [-3, 0];
    const top = Math.ceil(Math.log10(greatest));
    return [Math.max(-12, Math.min(top - 3, Math.floor(Math.log10(least)))), top];
  }

  #paint(context, {width, height, shown, decades}) {
    const strip = this.#strip;
    const scale = width / (this.#range[1] - this.#range[0]);
    const reach = this.#reach();
    context.fillStyle = ink('gap');
    context.fillRect(0, 0, width, height * shown.length);
    for (let at = 0; at < strip.length; at++) {
      const from = strip.index[at] * strip.width;
      const next = at + 1 < strip.length ? strip.index[at + 1] * strip.width : from + reach;
      const left = (from - this.#range[0]) * scale;
      const wide = Math.max(1, (Math.min(next, from + reach) - from) * scale + 0.5);
      shown.forEach((layer, row) => this.#cell(context, {at, layer, left, wide, top: row * height, height, decades}));
    }
  }

  /** Layers are not looked at at every iteration; a column holds until the next is due, and no longer. */
  #reach() {
    const distances = this.#strip.index.slice(1).map((index, i) => index - this.#strip.index[i]).sort((a, b) => a - b);
    const usual = distances.length ? distances[distances.length >> 1] : 1;
    return 3 * usual * this.#strip.width;
  }

  #cell(context, {at, layer, left, wide, top, height, decades}) {
    const channel = this.#channel(layer);
    const greatest = this.#strip.greatest[channel]?.[at];
    if (greatest !== null && greatest !== undefined) {
      const half = Math.ceil(height / 2);
      context.fillStyle = this.#colour(greatest, decades);
      context.fillRect(left, top, wide, half);
      context.fillStyle = this.#colour(this.#strip.least[channel][at], decades);
      context.fillRect(left, top + half, wide, height - half);
    }
    if (this.#strip.greatest[layer * LAYER_FIGURES + LAYER.broken]?.[at] === 1) cross(context, left, top, Math.max(wide, 3), height);
    context.clearRect(left, top + height - 1, wide, height > 5 ? 1 : 0);
  }

  #colour(value, [from, to]) {
    const stops = RAMPS[this.#spec.ramp];
    const share = value > 0 ? (Math.log10(value) - from) / (to - from) : 0;
    return stops[Math.max(0, Math.min(stops.length - 1, Math.round(share * (stops.length - 1))))];
  }

  /** Says the range over the layers at an iteration; of null the newest. */
  read(iteration) {
    if (!this.#strip || this.element.hidden) return;
    const values = this.#shown().map(layer => this.#strip.seen(this.#channel(layer), iteration ?? Infinity)?.last)
      .filter(value => value !== undefined);
    say(this.#readout, values.length ? figure(Math.min(...values)) + ' to ' + figure(Math.max(...values)) : 'not known');
  }
}

function cross(context, left, top, wide, height) {
  context.fillStyle = ink('critical');
  context.fillRect(left, top, wide, height);
  context.fillStyle = ink('card');
  context.fillRect(left, top + height / 2 - 0.5, wide, 1);
}

function ramp(name) {
  const canvas = el('canvas', {class: 'ramp', width: SHADES, height: 8, 'aria-hidden': 'true'});
  const context = canvas.getContext('2d');
  RAMPS[name].forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(i, 0, 1, 8);
  });
  return canvas;
}
