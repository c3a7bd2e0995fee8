// Elements of the page. All text goes in as text: names of runs and layers are written by strangers.

/** An element with attributes and children; a child that is no node becomes text, null is left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined)
    .map(child => child instanceof Node ? child : String(child)));
  return element;
}

/** Sets the text only where it changes, so that what a person has selected or a reader speaks is left alone. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Calls make again, and replaces the children, only when what it is made of has changed. */
export function keep(element, made, make) {
  const key = JSON.stringify(made);
  if (element.madeOf === key) return;
  element.madeOf = key;
  element.replaceChildren(...[make()].flat().filter(child => child !== null));
}

/** A colour of the style sheet as canvas wants it. */
export function ink(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** Width of the axis labels left of everything that has iterations on it, and of the margin right of it, in pixels. */
export function margins() {
  return {left: window.innerWidth < 560 ? 64 : 108, right: 14};
}

/** A canvas as sharp as the screen, cleared. */
export function canvasOf(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = width + 'px';
  canvas.style.height = height + 'px';
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  return context;
}

/** A button that copies text, where the browser lets it. */
export function copyButton(text) {
  const button = el('button', {type: 'button', class: 'quiet'}, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Select and copy it by hand';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
  return button;
}
