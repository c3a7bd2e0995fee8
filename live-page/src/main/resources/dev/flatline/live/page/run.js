// One run: how it stands, why, its curves with one cursor for all, its alerts, its model.
import {el, keep, margins, say} from './parts.js';
import {count, figure, moment, percent, SIGNS, state, verdict, whole} from './words.js';
import {FIGURE, LAYER, LAYER_FIGURES, Strip} from './strip.js';
import {Curve, compact} from './curve.js';
import {Heatmap} from './heatmap.js';
import {Timeline} from './timeline.js';
import {AlertView, causeView} from './alert.js';
import {diversityCurve, HEATMAPS, scoreCurve, skillCurve} from './figures.js';

/** What the page knows of a run. */
export class Run {
  sheet = null;
  figures = new Strip();
  layers = new Strip();
  windows = {};

  take(change) {
    this.sheet = change.sheet;
    this.figures.take(change.figures);
    this.layers.take(change.layers);
    Object.assign(this.windows, change.windows);
  }

  layerNames() {
    const count = Math.floor(this.layers.last.length / LAYER_FIGURES);
    return [...Array(count).keys()].map(layer => this.sheet.description.layers[layer]?.name ?? 'layer ' + layer);
  }

  get skill() {
    return this.figures.newest(FIGURE.skill);
  }

  get verdict() {
    return verdict(this.sheet, this.skill);
  }
}

export class RunView {
  #run;
  #parts;
  #curves = [new Curve(scoreCurve()), new Curve(skillCurve()), new Curve(diversityCurve())];
  #maps = HEATMAPS.map(spec => new Heatmap(spec));
  #timeline = new Timeline(fingerprint => this.#alerts.get(fingerprint)?.open());
  #alerts = new Map();
  #cursor = null;
  #range = [0, 1];

  constructor(run) {
    this.#run = run;
    const id = 'run-' + Math.random().toString(36).slice(2);
    this.#parts = {
      name: el('h2', {id}), state: el('span', {class: 'muted state'}), verdict: el('p', {class: 'verdict'}),
      facts: el('dl', {class: 'figures facts'}), diagnosis: el('div'), alerts: el('div'), model: el('div'),
      at: el('p', {class: 'at'}), line: el('div', {class: 'cursor', hidden: true}), onsets: el('div', {class: 'onsets'}),
      values: el('div'),
    };
    this.#parts.stack = this.#stack();
    this.element = el('section', {class: 'run', 'aria-labelledby': id},
      el('header', {}, el('div', {class: 'name-row'}, this.#parts.name, this.#parts.state), this.#parts.verdict, this.#parts.facts),
      this.#parts.diagnosis, this.#parts.stack, this.#parts.alerts, this.#parts.model);
    new ResizeObserver(() => this.#draw()).observe(this.#parts.stack);
  }

  #stack() {
    const stack = el('div', {
      class: 'stack', tabindex: 0, role: 'group',
      'aria-label': 'Curves over iterations. Left and right arrow keys move through the iterations, Escape returns to the newest.',
    }, this.#parts.at, this.#timeline.element, this.#curves.map(curve => curve.element),
    this.#maps.map(map => map.element), this.#parts.onsets, this.#parts.line,
    el('details', {class: 'values'}, el('summary', {}, 'These layers as a table'), this.#parts.values));
    stack.addEventListener('pointermove', event => this.#point(event));
    stack.addEventListener('pointerleave', () => this.#move(null));
    stack.addEventListener('keydown', event => this.#key(event));
    return stack;
  }

  /** Shows what is known now, over a range of iterations. */
  show(range) {
    this.#range = range;
    const {sheet} = this.#run;
    say(this.#parts.name, sheet.name);
    say(this.#parts.state, state(sheet));
    keep(this.#parts.verdict, this.#run.verdict, () => {
      const {tone, text} = this.#run.verdict;
      this.#parts.verdict.className = 'verdict ' + tone;
      return [el('span', {class: 'sign', 'aria-hidden': 'true'}, SIGNS[tone]), el('span', {}, text)];
    });
    this.#showFacts();
    keep(this.#parts.diagnosis, [sheet.diagnosis, sheet.otherCauses], () => diagnosis(sheet));
    this.#showAlerts();
    keep(this.#parts.model, [sheet.description, sheet.tags, sheet.begun], () => model(sheet));
    this.#draw();
  }

  #showFacts() {
    const {sheet, figures} = this.#run;
    const agent = sheet.agent;
    const facts = [
      ['iteration', whole(Math.max(0, sheet.iteration))],
      ['epoch', String(sheet.epoch)],
      ['score', figure(figures.newest(FIGURE.score))],
      ['best constant answer', figure(figures.newest(FIGURE.constant))],
      ['skill', percent(this.#run.skill)],
      ['output diversity', percent(figures.newest(FIGURE.diversity))],
      ['Flatline took', agent ? percent(agent.overhead) : 'not known'],
      ...(agent?.dropped > 0 ? [['messages lost', whole(agent.dropped)]] : []),
    ];
    keep(this.#parts.facts, facts, () => facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  }

  #showAlerts() {
    const {sheet, windows} = this.#run;
    for (const alert of sheet.alerts) {
      let view = this.#alerts.get(alert.fingerprint);
      if (!view) {
        view = new AlertView();
        this.#alerts.set(alert.fingerprint, view);
        if (this.#alerts.size === 1) this.#parts.alerts.append(el('h3', {}, 'Alerts'));
        this.#parts.alerts.append(view.element);
      }
      view.show(alert, windows[alert.fingerprint]);
    }
  }

  #draw() {
    const {sheet, figures, layers} = this.#run;
    if (!sheet || !this.element.isConnected) return;
    const names = this.#run.layerNames();
    this.#timeline.show(sheet, this.#range);
    this.#curves.forEach(curve => curve.show(figures, this.#range));
    this.#maps.forEach(map => map.show(layers, names, this.#range));
    this.#showOnsets();
    this.#move(this.#cursor);
  }

  redraw() {
    [...this.#curves, ...this.#maps, ...this.#alerts.values()].forEach(part => part.redraw());
  }

  /** A line through everything where a symptom that has fired was first seen. */
  #showOnsets() {
    const {alerts} = this.#run.sheet;
    const onsets = [...new Map(alerts.filter(alert => alert.symptom.severity !== 'info')
      .map(alert => [alert.firstIteration, alert.symptom.severity]))];
    keep(this.#parts.onsets, [onsets, this.#range, this.#width()], () => onsets.map(([iteration, severity]) => {
      const line = el('div', {class: 'onset ' + severity});
      line.style.left = this.#left(iteration) + 'px';
      return line;
    }));
  }

  #width() {
    return Math.max(1, this.#parts.stack.clientWidth - margins().left - margins().right);
  }

  #left(iteration) {
    const [from, to] = this.#range;
    return margins().left + this.#width() * (iteration - from) / (to - from);
  }

  #point(event) {
    const [from, to] = this.#range;
    const share = (event.clientX - this.#parts.stack.getBoundingClientRect().left - margins().left) / this.#width();
    this.#move(share < 0 || share > 1 ? null : Math.round(from + share * (to - from)));
  }

  #key(event) {
    const step = {ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20}[event.key];
    if (event.target !== this.#parts.stack || (!step && event.key !== 'Escape')) return;
    event.preventDefault();
    const {figures} = this.#run;
    const at = figures.at(this.#cursor ?? Infinity) + (step ?? 0);
    this.#move(step ? Math.round(figures.middle(Math.max(0, Math.min(figures.length - 1, at)))) : null);
  }

  /** Moves the cursor to an iteration; null takes it away. */
  #move(iteration) {
    this.#cursor = iteration;
    const {line, at} = this.#parts;
    line.hidden = iteration === null;
    if (iteration !== null) line.style.left = this.#left(iteration) + 'px';
    const width = this.#run.figures.width;
    say(at, (iteration === null ? 'Newest values' : 'Iteration ' + whole(iteration))
      + (width > 1 ? `; one point is ${compact(width)} iterations, with their extremes` : ''));
    this.#curves.forEach(curve => curve.read(iteration));
    this.#maps.forEach(map => map.read(iteration));
    this.#showValues(iteration);
  }

  #showValues(iteration) {
    if (!this.#parts.values.parentElement.open) return;
    const {layers} = this.#run;
    const value = (layer, channel) => figure(layers.seen(layer * LAYER_FIGURES + channel, iteration ?? Infinity)?.last ?? null);
    const rows = this.#run.layerNames()
      .map((name, layer) => [name, value(layer, LAYER.forward), value(layer, LAYER.gradient), value(layer, LAYER.update)]);
    keep(this.#parts.values, rows, () => table(['Layer', 'Forward flow', 'Gradient flow', 'Update ratio'], rows));
  }
}

function diagnosis(sheet) {
  if (!sheet.diagnosis) return [];
  const others = sheet.otherCauses.map(cause => `${cause.cause} (${Math.round(100 * cause.confidence)} %)`);
  return [el('div', {class: 'card diagnosis'},
    el('h3', {}, 'Most likely cause: ' + sheet.diagnosis.cause,
      el('span', {class: 'muted'}, ` confidence ${Math.round(100 * sheet.diagnosis.confidence)} %`)),
    causeView(sheet.diagnosis),
    others.length ? el('p', {class: 'muted'}, 'Or else: ' + others.join(', ')) : null)];
}

function model(sheet) {
  const {description} = sheet;
  const facts = [
    ['run', sheet.id], ['begun', moment(sheet.begun)], ['host', description.host], ['process', String(description.process)],
    ['command', description.command], ['framework', description.framework], ['Flatline agent', description.agent],
    ['JVM', description.jvm], ['tags', Object.entries(sheet.tags).map(([key, value]) => key + '=' + value).join(', ')],
  ].filter(([, value]) => value && value !== '0');
  return [el('details', {class: 'model'},
    el('summary', {}, description.model
      ? `${description.model}, ${count(description.layers.length, 'layer')}, ${count(description.parameters, 'parameter')}` : 'Model'),
    table(['Layer', 'Type', 'Activation', 'Weights', 'In', 'Out', 'Parameters', 'Updater', 'Rate', 'Loss', 'Also'],
      description.layers.map(layer => [layer.name, layer.type, layer.activation, layer.weightInit, layer.inputs || '',
        layer.outputs || '', layer.parameters ? whole(layer.parameters) : '', layer.updater, layer.learningRate || '', layer.loss,
        extras(layer)])),
    el('dl', {class: 'figures'}, facts.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))),
    description.limits.map(limit => el('p', {class: 'muted'}, 'Not seen: ' + limit)))];
}

function extras(layer) {
  return [
    layer.l1 ? 'L1 ' + figure(layer.l1) : '', layer.l2 ? 'L2 ' + figure(layer.l2) : '',
    layer.weightDecay ? 'weight decay ' + figure(layer.weightDecay) : '',
    layer.dropoutRetain ? 'dropout keeps ' + percent(layer.dropoutRetain) : '',
    layer.gradientNormalization, layer.frozen ? 'frozen' : '',
  ].filter(Boolean).join(', ');
}

function table(heads, rows) {
  return el('div', {class: 'table', tabindex: 0, role: 'group', 'aria-label': heads[0] + ' by ' + heads.slice(1).join(', ')}, el('table', {},
    el('thead', {}, el('tr', {}, heads.map(head => el('th', {scope: 'col'}, head)))),
    el('tbody', {}, rows.map(row => el('tr', {}, row.map((cell, i) => i
      ? el('td', {}, cell) : el('th', {scope: 'row'}, cell)))))));
}
