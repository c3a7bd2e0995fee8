// An alert in full: what, since when, the numbers that show it, why, and the iterations around it one by one.
import {el, keep, copyButton} from './parts.js';
import {figure, SIGNS, title, words} from './words.js';
import {Curve} from './curve.js';
import {stripOfWindow} from './strip.js';
import {ending} from './timeline.js';
import {scoreCurve, skillCurve} from './figures.js';

export class AlertView {
  #body = el('div', {class: 'alert-body'});
  #heading = el('summary');
  #around = el('div', {class: 'around'});
  #curves = [];
  #window = null;

  constructor() {
    this.element = el('details', {class: 'alert'}, this.#heading, this.#body, this.#around);
    this.element.addEventListener('toggle', () => this.#showWindow());
    new ResizeObserver(() => this.#showWindow()).observe(this.#around);
  }

  show(alert, window) {
    keep(this.#heading, [alert.state, alert.symptom.severity], () => heading(alert));
    keep(this.#body, [alert.state, alert.sequence], () => body(alert));
    if (window && window !== this.#window) {
      this.#window = window;
      this.#showWindow();
    }
  }

  open() {
    this.element.open = true;
    this.element.scrollIntoView({block: 'nearest'});
    this.#heading.focus();
  }

  #showWindow() {
    if (!this.element.open || !this.#window?.iteration.length) return;
    if (!this.#curves.length) {
      this.#curves = [new Curve(scoreCurve()), new Curve(skillCurve())];
      this.#around.append(
        el('h4', {}, 'Every iteration around it'), ...this.#curves.map(curve => curve.element));
    }
    const strip = stripOfWindow(this.#window);
    const range = [this.#window.iteration[0], Math.max(this.#window.iteration.at(-1), this.#window.iteration[0] + 1)];
    this.#curves.forEach(curve => curve.show(strip, range));
  }

  redraw() {
    this.#curves.forEach(curve => curve.redraw());
  }
}

function heading(alert) {
  const severity = alert.symptom.severity;
  return [
    el('span', {class: 'badge ' + severity}, SIGNS[severity] + ' ' + severity),
    el('b', {}, title(alert)),
    el('span', {class: 'muted'}, `since iteration ${alert.firstIteration}, ${ending(alert)}`),
  ];
}

function body(alert) {
  const symptom = alert.symptom;
  return [
    el('p', {}, symptom.message),
    symptom.layers.length ? el('p', {class: 'muted'}, 'Layers: ' + symptom.layers.join(', ')) : null,
    el('p', {class: 'muted'}, `First seen at iteration ${alert.firstIteration}, certain at iteration ${alert.firedIteration}.`),
    evidence(symptom.evidence),
    alert.likelyCause ? causeView(alert.likelyCause) : null,
    el('p', {class: 'muted'}, 'More about it: alerting/runbooks/' + symptom.kind + '.md'),
  ];
}

function evidence(numbers) {
  return el('dl', {class: 'figures'}, Object.entries(numbers)
    .map(([name, value]) => el('div', {}, el('dt', {}, words(name)), el('dd', {}, figure(value)))));
}

/** A cause with what to change. */
export function causeView(cause) {
  const code = el('pre', {tabindex: 0, 'aria-label': 'What to change'}, el('code', {}, cause.fix));
  return el('div', {class: 'cause'},
    el('p', {}, cause.explanation),
    cause.fix ? el('div', {class: 'fix'}, el('div', {class: 'fix-head'}, el('span', {}, 'What to change'), copyButton(() => cause.fix)), code) : null);
}
