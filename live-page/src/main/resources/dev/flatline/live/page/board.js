// The whole page: which runs there are, and those that are shown side by side.
import {el, keep, say} from './parts.js';
import {percent, SIGNS} from './words.js';
import {Run, RunView} from './run.js';

/** So many runs are shown of themselves; more when asked for. */
const SHOWN = 2;

export class Board {
  #runs = new Map();
  #views = new Map();
  #hidden = new Set();
  #asked = new Set();
  #order = [];
  #parts;
  #due = false;

  /** @param status what to say of the connection, to begin with */
  constructor(status) {
    this.#parts = {
      status: el('p', {class: 'status', role: 'status'}, status),
      tabs: el('nav', {class: 'tabs', 'aria-label': 'Runs'}),
      empty: el('p', {class: 'empty'}, 'No training has been heard of yet. It shows up here with its first iteration.'),
      views: el('main', {class: 'runs'}),
    };
    document.body.append(
      el('header', {class: 'top'}, mark(), el('h1', {}, 'Flatline'), this.#parts.status, themeButton(() => this.#redraw())),
      this.#parts.tabs, this.#parts.empty, this.#parts.views);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#redraw());
    document.addEventListener('visibilitychange', () => this.#plan());
  }

  say(status, tone) {
    this.#parts.status.className = 'status ' + (tone ?? '');
    say(this.#parts.status, status);
  }

  forget() {
    this.#runs.clear();
    this.#views.forEach(view => view.element.remove());
    this.#views.clear();
    this.#order = [];
    this.#plan();
  }

  take(change) {
    if (!this.#runs.has(change.key)) this.#runs.set(change.key, new Run());
    this.#runs.get(change.key).take(change);
  }

  /** These are all runs there are. */
  turn(keys) {
    this.#order = keys.filter(key => this.#runs.has(key));
    for (const key of [...this.#runs.keys()]) if (!keys.includes(key)) this.#runs.delete(key);
    this.#plan();
  }

  /** Draws at most once for each picture of the screen, and not where nobody looks. */
  #plan() {
    if (this.#due || document.hidden) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      this.#show();
    });
  }

  #shown() {
    const newest = this.#order.filter(key => !this.#hidden.has(key)).slice(-SHOWN);
    return this.#order.filter(key => newest.includes(key) || this.#asked.has(key));
  }

  #show() {
    const shown = this.#shown();
    this.#parts.empty.hidden = this.#order.length > 0;
    this.#showTabs(shown);
    for (const [key, view] of this.#views) {
      if (!shown.includes(key)) {
        view.element.remove();
        this.#views.delete(key);
      }
    }
    shown.forEach((key, at) => {
      if (!this.#views.has(key)) this.#views.set(key, new RunView(this.#runs.get(key)));
      const {element} = this.#views.get(key);
      if (this.#parts.views.children[at] !== element) this.#parts.views.insertBefore(element, this.#parts.views.children[at] ?? null);
    });
    shown.forEach(key => this.#views.get(key).show(this.#range(this.#runs.get(key), shown)));
    document.title = this.#title(shown);
  }

  /** Runs of a similar length have the same axis, so that they can be compared. */
  #range(run, shown) {
    const longest = Math.max(...shown.map(key => this.#runs.get(key).sheet.iteration));
    const own = run.sheet.iteration;
    return [0, Math.max(1, longest <= 4 * own ? longest : own)];
  }

  #title(shown) {
    if (!shown.length) return 'Flatline';
    const run = this.#runs.get(shown.at(-1));
    return SIGNS[run.verdict.tone] + ' ' + run.sheet.name + ' - Flatline';
  }

  #showTabs(shown) {
    this.#parts.tabs.hidden = this.#order.length < 2;
    const tabs = this.#order.map(key => {
      const run = this.#runs.get(key);
      return {key, name: run.sheet.name, tone: run.verdict.tone, on: shown.includes(key),
        skill: run.skill === null ? run.sheet.status : 'skill ' + percent(run.skill)};
    });
    keep(this.#parts.tabs, tabs, () => tabs.map(tab => el('button', {
      type: 'button', class: 'tab', 'aria-pressed': String(tab.on), onclick: () => this.#choose(tab.key, !tab.on),
    }, el('span', {class: 'sign ' + tab.tone, 'aria-label': tab.tone, role: 'img'}, SIGNS[tab.tone]), ' ' + tab.name + ' ',
    el('span', {class: 'muted'}, tab.skill))));
  }

  #choose(key, on) {
    if (on) {
      this.#asked.add(key);
      this.#hidden.delete(key);
    } else {
      this.#shown().filter(shown => shown !== key).forEach(shown => this.#asked.add(shown));
      this.#asked.delete(key);
      this.#hidden.add(key);
    }
    this.#plan();
  }

  #redraw() {
    document.dispatchEvent(new Event('flatline-theme'));
    this.#views.forEach(view => view.redraw());
  }
}

function mark() {
  const picture = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  picture.setAttribute('viewBox', '0 0 32 32');
  picture.setAttribute('class', 'mark');
  picture.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M2 19h7l2.5-10 4 15 2.5-5h12');
  picture.append(line);
  return picture;
}

/** As the system has it, light, or dark; remembered where the browser allows. */
function themeButton(changed) {
  const themes = ['as the system', 'light', 'dark'];
  const button = el('button', {type: 'button', class: 'quiet theme'});
  const show = theme => {
    if (theme === themes[0]) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    say(button, 'Colours: ' + theme);
  };
  const remembered = memory(() => localStorage.getItem('flatline-theme'));
  let theme = themes.includes(remembered) ? remembered : themes[0];
  show(theme);
  button.addEventListener('click', () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    memory(() => localStorage.setItem('flatline-theme', theme));
    show(theme);
    changed();
  });
  return button;
}

function memory(use) {
  try {
    return use();
  } catch {
    return null;
  }
}
