import { LineChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

export type LineChartData = {
  readonly months: readonly string[];
  readonly values: readonly (number | null)[];
  readonly limit: number | null;
  readonly unit: '%' | '';
  readonly words: {
    readonly actual: string;
    readonly limit: string;
    readonly number: (value: number) => string;
  };
};

/** Draws months against the line of the target; `destroy` frees it, `resize` follows its box. */
export function drawLine(
  element: HTMLElement,
  data: LineChartData,
): { readonly resize: () => void; readonly destroy: () => void } {
  const chart = init(element, null, { renderer: 'svg' });
  chart.setOption(optionsOf(data, getComputedStyle(element)));
  return {
    resize: () => {
      chart.resize();
    },
    destroy: () => {
      chart.dispose();
    },
  };
}

function isBelow(value: number | null, limit: number | null): boolean {
  return value !== null && limit !== null && value < limit;
}

type Option = Parameters<EChartsType['setOption']>[0];

function optionsOf(data: LineChartData, style: CSSStyleDeclaration): Option {
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const known = data.values.filter((value) => value !== null);
  const lowest = Math.min(...known, data.limit ?? Infinity);
  const text = { color: colour('--ink-2'), fontFamily: 'inherit' };
  return {
    animation: false,
    grid: { left: 12, right: 92, top: 24, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) =>
        typeof value === 'number' ? data.words.number(value) : '–',
    },
    xAxis: {
      type: 'category',
      data: [...data.months],
      axisLabel: text,
      axisLine: { lineStyle: { color: colour('--rule-strong') } },
    },
    yAxis: {
      type: 'value',
      min: Math.max(0, Math.floor((lowest - 5) / 5) * 5),
      ...(data.unit === '%' ? { max: 100 } : {}),
      axisLabel: { ...text, formatter: `{value}${data.unit}` },
      splitLine: { lineStyle: { color: colour('--rule') } },
    },
    series: [
      {
        type: 'line',
        name: data.words.actual,
        data: data.values.map((value) => ({
          value,
          // Beside the dashed line a label keeps to the side of its point.
          label: { position: isBelow(value, data.limit) ? 'bottom' : 'top' },
        })),
        symbol: 'circle',
        symbolSize: 9,
        lineStyle: { color: colour('--person'), width: 2 },
        itemStyle: { color: colour('--person') },
        label: {
          show: true,
          ...text,
          color: colour('--ink'),
          formatter: ({ value }: { readonly value: unknown }) =>
            typeof value === 'number' ? data.words.number(value) : '',
        },
        ...(data.limit === null
          ? {}
          : {
              markLine: {
                silent: true,
                symbol: 'none',
                lineStyle: { color: colour('--seal'), type: 'dashed', width: 1.5 },
                label: { color: colour('--seal'), formatter: data.words.limit, position: 'end' },
                data: [{ yAxis: data.limit }],
              },
            }),
      },
    ],
  };
}
