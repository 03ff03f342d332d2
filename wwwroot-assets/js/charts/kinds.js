// What a ChartSpec says, as an option of Apache ECharts. Data and drawing only: no page, no server, no markup.

/** How the figures of a drawing read in the language of the page. */
export function words(spec, locale) {
  const make = (format, isShort) => {
    const digits = { minimumFractionDigits: 0, maximumFractionDigits: isShort ? 1 : 2 };
    const look = {
      Percent: { style: 'percent', maximumFractionDigits: isShort ? 0 : 1 },
      SignedPercent: { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' },
      Money: isShort ? { notation: 'compact', maximumFractionDigits: 1 } : digits,
      Ratio: { minimumFractionDigits: isShort ? 1 : 2, maximumFractionDigits: isShort ? 1 : 2 },
      Small: { minimumFractionDigits: isShort ? 0 : 3, maximumFractionDigits: 3 },
    }[format] ?? digits;
    const number = new Intl.NumberFormat(locale, look);
    return value => number.format(value).replace('-', '−') + (format === 'Ratio' ? '×' : '');
  };
  const x = make(spec.xFormat, false), label = value => spec.labels[Math.floor(value)] ?? '';
  return {
    x: spec.labels.length ? label : x,
    axis: spec.labels.length && !spec.columnWidth ? label : make(spec.xFormat, true),
    y: make(spec.yFormat, false),
    short: make(spec.yFormat, true),
  };
}

/** What one point says: a head, and a name with its value. */
export function said(spec, text, series, i) {
  const line = spec.series[series], point = line.points[i];
  return { head: text.x(point[0]), name: line.name, value: value(line, text, point) };
}

/** Where a point stands on the two axes of its series. */
export function place(spec, series, i) {
  const line = spec.series[series], [x, y] = line.points[i];
  if (spec.kind === 'Bars') return [y, x];
  const sum = spec.stacked && line.shape === 'Column' ? below(spec, series, x) : 0;
  return [spec.kind === 'Columns' ? x + 0.5 : x, sum + y];
}

export function option(spec, look) {
  const { colors, locale, width, hidden, isPicture } = look, text = words(spec, locale);
  const letters = { color: colors.Muted, fontFamily: colors.font, fontSize: 12 };
  const kind = spec.kind === 'Bars' ? bars : plane, many = spec.series.length > 1;
  return {
    animation: false,
    textStyle: { fontFamily: colors.font },
    // The page has a legend of its own; this one switches the lines, and stands in the picture that is saved.
    legend: {
      show: isPicture && many, top: 0, left: 0, itemWidth: 14, itemHeight: 4, icon: 'roundRect',
      textStyle: { ...letters, color: colors.text }, data: spec.series.map(line => line.name),
      selected: Object.fromEntries([...hidden].map(name => [name, false])),
    },
    ...kind(spec, colors, text, letters, width, isPicture && many ? 26 : 0),
  };
}

function value(line, text, point) {
  return line.shape === 'Band' ? `${text.y(point[1])} – ${text.y(point[2])}` : text.y(point[1]);
}

/** The sum of the columns under this one. */
function below(spec, series, x) {
  return spec.series.slice(0, series).filter(line => line.shape === 'Column')
    .reduce((sum, line) => sum + (line.points.find(point => point[0] === x)?.[1] ?? 0), 0);
}

/** The tooltip as elements with classes: a text is never read as markup. */
function card(head, rows) {
  const add = (parent, tag, content) => {
    const element = document.createElement(tag);
    element.textContent = content;
    parent.append(element);
    return element;
  };
  const box = document.createElement('div');
  box.className = 'ld-tip';
  add(box, 'strong', head);
  for (const [name, said, color] of rows) {
    const row = add(box, 'div', '');
    add(row, 'i', '').style.background = color;
    add(row, 'span', name);
    add(row, 'b', said);
  }
  return box;
}

const tooltip = (colors, more) => ({
  confine: true, backgroundColor: colors.surface, borderColor: colors.line, borderWidth: 1, padding: [8, 12],
  textStyle: { color: colors.text, fontFamily: colors.font, fontSize: 13 }, ...more,
});

const level = (mark, colors, axis, spot, rise = 0) => ({
  [axis]: mark.value, name: mark.label,
  lineStyle: { color: colors[mark.color], type: 'dashed', width: 1.4 },
  label: {
    formatter: mark.label, color: colors[mark.color], fontFamily: colors.font, fontSize: 12, fontWeight: 600,
    position: spot, offset: [0, -rise],
  },
});

const levels = (marks, more) => marks.length ? { symbol: 'none', silent: true, data: marks, ...more } : undefined;

// Lines and columns on two number axes. A column stands on [i, i + 1], so that a limit can stand between two.
function plane(spec, colors, text, letters, width, head) {
  const stands = spec.kind === 'Columns', fixed = spec.xMarks.filter(mark => !mark.movable);
  const marks = [
    ...fixed.map(mark => level(mark, colors, 'xAxis', 'end', spec.track ? 18 : 0)),
    ...spec.yMarks.map(mark => level(mark, colors, 'yAxis', 'insideEndTop')),
  ];
  const above = (spec.track ? 18 : 0) + spec.xMarks.length * 16;
  const columns = spec.series.filter(line => line.shape === 'Column');
  return {
    grid: {
      left: 12, right: 18, top: (spec.yTitle ? 34 : 14) + head + above, bottom: spec.xTitle ? 28 : 8,
      outerBoundsMode: 'same', outerBoundsContain: 'axisLabel',
    },
    tooltip: tooltip(colors, {
      trigger: 'axis',
      axisPointer: {
        type: stands ? 'shadow' : 'line', shadowStyle: { color: colors.text, opacity: 0.05 },
        lineStyle: { color: colors.Muted, type: 'dashed' },
      },
      formatter: all => card(text.x(all[0].value[0]), all.map(p => {
        const line = spec.series[p.seriesIndex], point = line.points[p.dataIndex];
        return [line.name, value(line, text, point), colors[line.color]];
      })),
    }),
    xAxis: {
      type: 'value', min: stands ? 0 : spec.xMin ?? 0, max: stands ? spec.labels.length : spec.xMax ?? undefined,
      name: spec.xTitle, nameLocation: 'middle', nameGap: 30, nameTextStyle: letters,
      axisLine: { lineStyle: { color: colors.line }, onZero: true }, axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...letters, hideOverlap: true,
        formatter: at => text.axis(at * (spec.columnWidth ?? 1)),
        ...(stands && !spec.columnWidth ? { customValues: spec.labels.map((_, i) => i + 0.5) } : {}),
      },
    },
    yAxis: {
      type: 'value', min: spec.yMin ?? undefined, max: spec.yMax ?? undefined, splitNumber: 5,
      name: spec.yTitle, nameLocation: 'end', nameGap: 14 + above,
      nameTextStyle: { ...letters, align: 'left', padding: [0, 0, 0, -36] },
      axisLine: { show: false }, axisTick: { show: false }, axisLabel: { ...letters, formatter: text.short },
      splitLine: { lineStyle: { color: colors.line } },
    },
    series: spec.series.map((line, i) => ({
      name: line.name, z: 3 + i,
      markLine: i === 0 ? levels(marks, { z: 20 }) : undefined,
      ...shape(spec, line, i, colors, text, { ...letters, fontSize: width < 420 ? 10 : 12 }, columns),
    })),
  };
}

function shape(spec, line, i, colors, text, letters, columns) {
  const color = colors[line.color], moved = spec.kind === 'Columns';
  if (line.shape === 'Band') {
    return {
      type: 'custom', clip: true, data: line.points, encode: { x: 0, y: [1, 2] }, itemStyle: { color },
      renderItem: (_, api) => band(line.points, api, color),
    };
  }

  if (line.shape === 'Column') {
    // ECharts stacks on a list of names only: here a column reaches from 0 to its sum, the lower one in front.
    const isTop = columns.at(-1) === line || spec.columnWidth, round = spec.columnWidth ? 2 : 4;
    const label = { show: spec.hasValues, position: 'top', ...letters, color: colors.text, fontWeight: 600 };
    return {
      type: 'bar', z: 3 + spec.series.length - i, barGap: '-100%', barMaxWidth: spec.columnWidth ? undefined : 44,
      barCategoryGap: spec.columnWidth ? '12%' : '38%',
      // A part that is nothing would shine through at the edges of the one before it.
      data: line.points.map(([x, y]) => [x + 0.5, spec.stacked ? (y ? y + below(spec, i, x) : '-') : y]),
      itemStyle: { color, borderRadius: isTop ? [round, round, 0, 0] : 0 },
      label: { ...label, formatter: p => text.short(line.points[p.dataIndex][1]) },
      labelLayout: { hideOverlap: true },
    };
  }

  const isDash = line.shape === 'Dash', isDots = line.shape === 'Dots';
  return {
    type: 'line', showSymbol: isDots, symbol: 'circle', symbolSize: 8,
    data: moved ? line.points.map(([x, y]) => [x + 0.5, y]) : line.points,
    z: 20 + i, itemStyle: { color, borderColor: colors.surface, borderWidth: 1 },
    lineStyle: { color, width: isDash ? 1.6 : 2.6, type: isDash ? 'dashed' : 'solid' },
    areaStyle: line.shape === 'Area' ? { color: fade(color) } : undefined,
  };
}

const fade = color => ({
  type: 'linear', x: 0, y: 0, x2: 0, y2: 1, global: false,
  colorStops: [{ offset: 0, color: soft(color, 0.22) }, { offset: 1, color: soft(color, 0.02) }],
});

const soft = (color, part) => window.echarts.color.modifyAlpha(color, part);

/** One area between two lines, drawn with the first of its points. */
function band(points, api, color) {
  if (api.value(0) !== points[0][0]) return undefined;
  const at = (point, side) => api.coord([point[0], point[side]]);
  const round = [...points.map(point => at(point, 2)), ...points.toReversed().map(point => at(point, 1))];
  return { type: 'polygon', silent: true, shape: { points: round }, style: { fill: soft(color, 0.16) } };
}

// Bars from left to right, the first on top; those below the first mark have the colour of a loss.
function bars(spec, colors, text, letters, width, head) {
  const line = spec.series[0], names = Math.min(240, width * 0.36), limit = spec.yMarks[0];
  const isBelow = y => limit && y < limit.value;
  const isSigned = line.points.some(point => point[1] < 0);
  const color = y => colors[isBelow(y) ? line.below ?? line.color : line.color];
  return {
    grid: {
      left: 8, right: 58, top: head + (spec.yMarks.length ? 22 : 4), bottom: 4,
      outerBoundsMode: 'same', outerBoundsContain: 'axisLabel',
    },
    tooltip: tooltip(colors, {
      trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: colors.text, opacity: 0.05 } },
      formatter: ([p]) => card(spec.labels[p.dataIndex], [
        [line.name, text.y(line.points[p.dataIndex][1]), color(line.points[p.dataIndex][1])],
      ]),
    }),
    xAxis: {
      type: 'value', axisLabel: { show: false }, axisLine: { show: false }, axisTick: { show: false },
      splitLine: { show: false }, min: isSigned ? undefined : 0,
    },
    yAxis: {
      type: 'category', data: spec.labels, inverse: true, triggerEvent: spec.addresses.length > 0,
      axisLine: { show: false }, axisTick: { show: false },
      axisLabel: { ...letters, color: colors.text, fontSize: 13, width: names, overflow: 'truncate', interval: 0 },
    },
    series: [{
      type: 'bar', name: line.name, barMaxWidth: 18, cursor: spec.addresses.length ? 'pointer' : 'default',
      data: line.points.map(([, y]) => ({
        value: y,
        itemStyle: { color: color(y), borderRadius: y < 0 ? [4, 0, 0, 4] : [0, 4, 4, 0] },
        label: { position: 'right' },
      })),
      label: {
        show: true, position: 'right', ...letters, color: colors.text, fontWeight: 600,
        formatter: p => text.y(line.points[p.dataIndex][1]),
      },
      markLine: levels(spec.yMarks.map(mark => level(mark, colors, 'xAxis', 'start')), { z: 1 }),
    }],
  };
}
