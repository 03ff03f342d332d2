// The threshold of a model: the counts at every step come once, and moving it asks the server nothing until the end.
import { follow } from './chart.js';

/** rows: at each step the leads called and won, called and lost, left and lost, left and won. */
export function start(root, rows, locale) {
  const slider = root.querySelector('#threshold');
  const count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const digits = n => ({ minimumFractionDigits: n, maximumFractionDigits: n });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', ...digits(1) });
  const share = new Intl.NumberFormat(locale, digits(3));
  // The first text of a cell is the server's own node: it is changed, never replaced.
  const write = (name, text) => { root.querySelector(`[data-figure=${name}]`).firstChild.data = text; };
  const part = (some, all) => all ? some / all : 0;

  function show(k) {
    const [tp, fp, tn, fn] = rows[k], precision = part(tp, tp + fp), recall = part(tp, tp + fn);
    root.dataset.threshold = k;
    Object.entries({ tp, fp, tn, fn }).forEach(([name, leads]) => write(name, count.format(leads)));
    Object.entries({ precision, recall, accuracy: part(tp + tn, tp + fp + tn + fn) })
      .forEach(([name, rate]) => write(name, percent.format(rate)));
    write('f1', share.format(part(2 * tp, 2 * tp + fp + fn)));
    write('step', String(k));
    slider.setAttribute('aria-valuetext', `${k}: ${count.format(tp + fp)}, ${percent.format(recall)}`);
    follow(root);
  }

  root.addEventListener('input', event => { if (event.target === slider) show(Number(slider.value)); });
  root.addEventListener('threshold', event => { slider.value = event.detail; show(event.detail); });
  root.addEventListener('threshold-end', () => slider.dispatchEvent(new Event('change', { bubbles: true })));
  show(Number(slider.value));
  root.dataset.ready = 'true';
}

/** The page chose another step. */
export function set(root, k) {
  const slider = root.querySelector('#threshold');
  slider.value = k;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}
