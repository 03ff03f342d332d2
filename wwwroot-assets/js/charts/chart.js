// Draws a ChartSpec with Apache ECharts, walks along it by keys, moves its marks and saves it; asks the server nothing.
import { option, place, said, words } from './kinds.js';

const source = new URL('../../_content/Vizor.ECharts/js/vizor-echarts-bundle-min.js', import.meta.url).href;
const names = ['Primary', 'Success', 'Warning', 'Error', 'Info', 'Soft', 'Muted', 'text', 'line', 'surface'];
const charts = new Map();
let library;

// Light or dark: the colours are read anew when the page says so.
const isDarker = new MutationObserver(() => charts.forEach(state => {
  if (!state.box.isConnected) drop(state.box);
  else if (JSON.stringify(palette(state.box)) !== JSON.stringify(state.colors)) paint(state);
}));
isDarker.observe(document.documentElement, { attributes: true });

/** The file of ECharts comes once, with the first drawing. */
function load() {
  return library ??= new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = () => done(window.echarts);
    script.onerror = () => {
      library = null;
      script.remove();
      fail(new Error(`The chart library did not load from ${source}.`));
    };
    document.head.append(script);
  });
}

/** Names of the theme -> colours of this moment; charts.css says which variable each name is. */
function palette(box) {
  const style = getComputedStyle(box);
  const colors = Object.fromEntries(names.map(name =>
    [name, style.getPropertyValue(`--ld-chart-${name.toLowerCase()}`).trim()]));
  return { ...colors, font: style.fontFamily.replaceAll('"', "'") };
}

export async function draw(box, json, locale, server) {
  const spec = box.wanted = JSON.parse(json);
  await load();
  if (!box.isConnected || box.wanted !== spec) return;
  if (!charts.has(box)) begin(box, locale);
  const state = Object.assign(charts.get(box), { spec, locale, server, at: null, text: words(spec, locale) });
  const known = new Set(spec.series.map(line => line.name));
  state.hidden = new Set([...state.hidden].filter(name => known.has(name)));
  paint(state);
}

function begin(box, locale) {
  const chart = window.echarts.init(box, null, { renderer: 'svg', locale: locale.startsWith('zh') ? 'ZH' : 'EN' });
  const ear = new AbortController(), { signal } = ear;
  const state = { box, chart, ear, hidden: new Set(), handles: [] };
  state.watch = new ResizeObserver(() => {
    if (chart.getWidth() !== box.clientWidth || chart.getHeight() !== box.clientHeight) paint(state);
  });
  charts.set(box, state);
  state.watch.observe(box);
  box.addEventListener('keydown', event => walk(state, event), { signal });
  box.addEventListener('blur', () => leave(state), { signal });
  box.closest('figure').addEventListener('click', event => {
    const button = event.target.closest('.ld-legend button');
    if (button) toggle(state, button);
  }, { signal });
  chart.on('click', clicked => open(state, clicked.dataIndex));
}

/** A series is shown or not. */
function toggle(state, button) {
  const name = state.spec.series[button.dataset.series].name;
  if (!state.hidden.delete(name)) state.hidden.add(name);
  button.setAttribute('aria-pressed', String(!state.hidden.has(name)));
  state.chart.dispatchAction({ type: state.hidden.has(name) ? 'legendUnSelect' : 'legendSelect', name });
  placeAll(state);
}

function paint(state) {
  const { box, chart } = state;
  state.colors = palette(box);
  chart.resize();
  chart.setOption(option(state.spec, look(state, false)), { notMerge: true });
  state.handles.forEach(handle => chart.getZr().remove(handle.group));
  state.handles = handles(state, chart);
  placeAll(state);
  box.closest('figure').querySelectorAll('.ld-legend button').forEach(button =>
    button.setAttribute('aria-pressed', String(!state.hidden.has(state.spec.series[button.dataset.series]?.name))));
  box.dataset.drawn = Number(box.dataset.drawn ?? 0) + 1;
}

const look = ({ box, colors, locale, hidden }, isPicture) =>
  ({ colors, locale, hidden, isPicture, width: box.clientWidth });

// Marks that move are drawn beside ECharts' own elements: moving one redraws nothing else.
function handles(state, chart) {
  const { spec, colors } = state, { Group, Line, Circle, Text } = window.echarts.graphic;
  const wanted = spec.xMarks.map((mark, i) => ({ mark, i })).filter(({ mark }) => mark.movable);
  if (spec.track) wanted.unshift({ isTrack: true });
  return wanted.map((handle, row) => {
    // The threshold's line is seen on columns and lines of any colour.
    const [color, grip] = handle.isTrack ? [colors.text, colors.Primary] : Array(2).fill(colors[handle.mark.color]);
    const font = `600 12px ${colors.font}`;
    const parts = {
      line: new Line({ style: { stroke: color, lineWidth: 1.6 }, silent: true, z: 90 }),
      text: new Text({ style: { fill: color, font, verticalAlign: 'bottom' }, silent: true, z: 95 }),
      grip: new Circle({
        shape: { r: 9 }, style: { fill: grip, stroke: colors.surface, lineWidth: 2.5 }, cursor: 'ew-resize', z: 100,
      }),
    };
    const group = new Group({ draggable: 'horizontal' });
    Object.values(parts).forEach(part => group.add(part));
    chart.getZr().add(group);
    Object.assign(handle, { group, row, ...parts });
    group.on('drag', () => drag(state, handle));
    group.on('dragend', () => dragged(state, handle));
    return handle;
  });
}

/** Where the threshold of the page stands; the page's own table of steps says it. */
const step = state => Number(state.box.closest('[data-threshold]')?.dataset.threshold ?? 0);

function placeAll(state) {
  state.handles.forEach(handle => put(state, state.chart, handle));
}

function put(state, chart, handle) {
  const { spec, text } = state, area = plot(chart), { track } = spec;
  const k = step(state), x = handle.isTrack ? track.x[k] : handle.mark.value, y = handle.isTrack ? track.y[k] : null;
  const at = pixel(chart, [x, y ?? 0]), isOutside = at[0] < area.x - 1 || at[0] > area.x + area.width + 1;
  const value = track?.y.length ? (y === null ? '–' : text.y(y)) : text.x(x);
  const label = handle.isTrack ? value : `${handle.mark.label} ${text.axis(x * (spec.columnWidth ?? 1))}`;
  const align = at[0] - area.x < 36 ? 'left' : area.x + area.width - at[0] < 36 ? 'right' : 'center';
  handle.group.attr({ ignore: isOutside, x: at[0], y: area.y });
  handle.line.setShape({ x1: 0, y1: 0, x2: 0, y2: area.height });
  handle.text.setStyle({ text: label, align, y: -5 - handle.row * 16 });
  handle.grip.setShape({ cx: 0, cy: track?.isOnCurve && y !== null ? at[1] - area.y : 12 });
}

const plot = chart => chart.getModel().getComponent('grid').coordinateSystem.getRect();

const pixel = (chart, point) => chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, point);

function drag(state, handle) {
  const { chart, spec, box } = state, area = plot(chart);
  const at = Math.min(area.x + area.width, Math.max(area.x, handle.group.x));
  const x = chart.convertFromPixel({ xAxisIndex: 0 }, at);
  if (handle.isTrack) {
    const k = spec.track.x.reduce((best, here, i) =>
      Math.abs(here - x) < Math.abs(spec.track.x[best] - x) ? i : best, 0);
    box.dispatchEvent(new CustomEvent('threshold', { bubbles: true, detail: k }));
  } else {
    handle.mark.value = x;
  }

  put(state, chart, handle);
}

function dragged(state, handle) {
  if (handle.isTrack) state.box.dispatchEvent(new CustomEvent('threshold-end', { bubbles: true }));
  else state.server?.invokeMethodAsync('MovedAsync', handle.i, handle.mark.value).catch(() => { });
}

/** The threshold of the page has moved. */
export function follow(root) {
  charts.forEach(state => { if (state.spec?.track && root.contains(state.box)) placeAll(state); });
}

// Arrow keys walk along a series, up and down change it; the value is shown, and said by the element after the box.
function walk(state, event) {
  const { box, chart, spec, text } = state;
  const shown = spec.series.map((line, i) => i).filter(i => !state.hidden.has(spec.series[i].name));
  if (event.ctrlKey || event.altKey || event.metaKey || shown.length === 0) return;
  if (event.key === 'Escape') return leave(state);
  const at = state.at ?? { row: 0, i: -1 };
  if (event.key === 'Enter') return open(state, at.i);
  const isBars = spec.kind === 'Bars', last = () => spec.series[shown[at.row]].points.length - 1;
  const page = Math.max(1, Math.round(last() / 10));
  const along = {
    [isBars ? 'ArrowDown' : 'ArrowRight']: at.i + 1, [isBars ? 'ArrowUp' : 'ArrowLeft']: at.i - 1,
    PageDown: at.i + page, PageUp: at.i - page, Home: 0, End: last(),
  }[event.key];
  const turn = isBars ? undefined : { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if ((along ?? turn) === undefined) return;
  event.preventDefault();
  at.row = (Math.min(at.row, shown.length - 1) + (turn ?? 0) + shown.length) % shown.length;
  at.i = Math.min(last(), Math.max(0, along ?? at.i));
  state.at = at;
  const one = said(spec, text, shown[at.row], at.i);
  box.nextElementSibling.textContent = `${one.head}: ${one.name} ${one.value}`;
  const [x, y] = chart.convertToPixel({ seriesIndex: shown[at.row] }, place(spec, shown[at.row], at.i));
  chart.dispatchAction({ type: 'showTip', x, y });
}

function leave(state) {
  state.at = null;
  state.box.nextElementSibling.textContent = '';
  state.chart.dispatchAction({ type: 'hideTip' });
}

/** A bar with an address opens it. */
function open({ spec }, i) {
  if (spec.addresses[i]) Blazor.navigateTo(spec.addresses[i]);
}

/** The drawing as it stands, with its legend, as a picture. */
export function save(box, kind, name) {
  const state = charts.get(box), { chart, colors } = state;
  const size = { width: chart.getWidth(), height: chart.getHeight() + (state.spec.series.length > 1 ? 26 : 0) };
  const copy = window.echarts.init(document.createElement('div'), null,
    { renderer: kind === 'svg' ? 'svg' : 'canvas', ...size });
  copy.setOption(option(state.spec, look(state, true)));
  handles(state, copy).forEach(handle => put(state, copy, handle));
  const url = kind === 'svg'
    ? URL.createObjectURL(new Blob([copy.renderToSVGString()], { type: 'image/svg+xml' }))
    : copy.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: colors.surface });
  copy.dispose();
  Object.assign(document.createElement('a'), { href: url, download: `${name}.${kind}` }).click();
  if (kind === 'svg') setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export function drop(box) {
  const state = charts.get(box);
  if (!state) return;
  state.ear.abort();
  state.watch.disconnect();
  state.chart.dispose();
  charts.delete(box);
}
