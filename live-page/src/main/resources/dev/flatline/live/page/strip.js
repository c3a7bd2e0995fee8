// What is known of values over iterations: buckets of equal width with the extremes in them, as the server has them.

/** Positions of the figures of a run, as in Figure.java. */
export const FIGURE = {score: 0, loss: 1, constant: 2, skill: 3, diversity: 4, probe: 5, broken: 6};

/** Positions of the figures of a layer, as in LayerFigure.java. */
export const LAYER = {forward: 0, gradient: 1, update: 2, broken: 3};
export const LAYER_FIGURES = 4;

export class Strip {
  width = 1;
  index = [];
  rows = [];
  least = [];
  greatest = [];
  last = [];

  /** Takes in what has changed. */
  take(change) {
    if (change.replace) {
      this.index = [];
      this.rows = [];
      for (const kind of ['least', 'greatest', 'last']) this[kind] = change[kind].map(() => []);
    }
    this.width = change.width;
    for (const kind of ['least', 'greatest', 'last']) {
      while (this[kind].length < change[kind].length) this[kind].push([]);
    }
    change.index.forEach((index, from) => this.#put(this.#place(index), index, change, from));
  }

  #place(index) {
    let at = this.index.length;
    while (at > 0 && this.index[at - 1] >= index) at--;
    return at;
  }

  #put(at, index, change, from) {
    this.index[at] = index;
    this.rows[at] = change.rows[from];
    for (const kind of ['least', 'greatest', 'last']) {
      change[kind].forEach((values, channel) => { this[kind][channel][at] = values[from]; });
    }
  }

  get length() {
    return this.index.length;
  }

  /** The iteration in the middle of a bucket. */
  middle(at) {
    return this.index[at] * this.width + (this.width - 1) / 2;
  }

  /** The bucket that an iteration is in, or the one before it; -1 if there is none. */
  at(iteration) {
    let low = 0;
    let high = this.index.length - 1;
    const wanted = Math.floor(iteration / this.width);
    while (low <= high) {
      const half = (low + high) >> 1;
      if (this.index[half] <= wanted) low = half + 1;
      else high = half - 1;
    }
    return high;
  }

  /** What of a channel is known at or before an iteration: {least, greatest, last}, or null. */
  seen(channel, iteration) {
    for (let at = this.at(iteration); at >= 0; at--) {
      const last = this.last[channel]?.[at];
      if (last !== null && last !== undefined) {
        return {least: this.least[channel][at], greatest: this.greatest[channel][at], last};
      }
    }
    return null;
  }

  /** The newest known value of a channel, or null. */
  newest(channel) {
    return this.seen(channel, Infinity)?.last ?? null;
  }

  /** The stretches of iterations of which nothing was seen, as [from, to). */
  gaps() {
    const gaps = [];
    for (let at = 1; at < this.index.length; at++) {
      if (this.index[at] > this.index[at - 1] + 1) {
        gaps.push([(this.index[at - 1] + 1) * this.width, this.index[at] * this.width]);
      }
    }
    return gaps;
  }

  /** The iterations, a blank between those of which nothing is known, and the values by kind and channel in step with them. */
  columns(wanted) {
    const iterations = [];
    const columns = wanted.map(() => []);
    for (let at = 0; at < this.index.length; at++) {
      if (at > 0 && this.index[at] > this.index[at - 1] + 1) {
        iterations.push((this.index[at - 1] + 1) * this.width);
        columns.forEach(column => column.push(null));
      }
      iterations.push(this.middle(at));
      wanted.forEach(({kind, channel}, i) => columns[i].push(this[kind][channel]?.[at] ?? null));
    }
    return [iterations, ...columns];
  }
}

/** The iterations around an alert, one by one, in the shape of a strip. */
export function stripOfWindow(window) {
  const strip = new Strip();
  const channels = window.figures.length ? window.figures[0].length : 0;
  const values = [...Array(channels).keys()].map(channel => window.figures.map(row => row[channel]));
  strip.take({
    width: 1, replace: true, index: window.iteration, rows: window.iteration.map(() => 1),
    least: values, greatest: values, last: values});
  return strip;
}
