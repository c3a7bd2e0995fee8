// The alerts of a run as bars over iterations.
import {el, keep} from './parts.js';
import {SIGNS, title} from './words.js';

export class Timeline {
  #rows = el('div', {class: 'bars'});
  #choose;

  /** @param choose is told the fingerprint of an alert that somebody wants to read */
  constructor(choose) {
    this.#choose = choose;
    this.element = el('figure', {class: 'timeline'},
      el('figcaption', {}, el('span', {class: 'title'}, 'Alerts')), this.#rows);
  }

  show(sheet, range) {
    this.element.hidden = !sheet.alerts.length;
    keep(this.#rows, [sheet.alerts.map(alert => [alert.fingerprint, alert.sequence]), range, sheet.iteration],
      () => sheet.alerts.map(alert => this.#row(alert, sheet, range)));
  }

  #row(alert, sheet, [from, to]) {
    const share = iteration => 100 * Math.max(0, Math.min(1, (iteration - from) / (to - from)));
    const end = alert.resolvedIteration ?? Math.max(sheet.iteration, alert.firedIteration);
    const severity = alert.symptom.severity;
    const bar = el('span', {class: 'bar ' + severity});
    bar.style.left = share(alert.firstIteration) + '%';
    bar.style.width = Math.max(0.4, share(end) - share(alert.firstIteration)) + '%';
    const label = el('span', {class: 'label'}, title(alert));
    const left = share(alert.firstIteration);
    if (left > 60) label.style.right = (100 - left) + '%';
    else label.style.left = left + '%';
    return el('button', {
      type: 'button', class: 'bar-row',
      'aria-label': `${severity}: ${title(alert)}, since iteration ${alert.firstIteration}, ${ending(alert)}. Show it.`,
      onclick: () => this.#choose(alert.fingerprint),
    }, el('span', {class: 'name ' + severity}, SIGNS[severity] + ' ' + severity), el('span', {class: 'track'}, bar, label));
  }
}

export function ending(alert) {
  return alert.state === 'resolved' ? 'gone at iteration ' + alert.resolvedIteration : 'still there';
}
