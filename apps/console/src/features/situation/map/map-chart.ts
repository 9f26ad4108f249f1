import type { Shape } from '@muster/contract/areas/outlines.operations';
import { CustomChart } from 'echarts/charts';
import { GeoComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, registerMap, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { mapWords as words } from './map.words.ts';
import { type Api, colour, drawn, escaped, type MapContent, type Target } from './map-drawing.ts';
import type { Place } from './map-model.ts';

use([CustomChart, GeoComponent, TooltipComponent, CanvasRenderer]);

export interface MapChart {
  show: (content: MapContent) => void;
  resize: (width: number, height: number) => void;
  zoom: (factor: number | null) => void;
  dispose: () => void;
}

/** The map of one area without tiles or network: outlines, and on them what needs somebody as the squares of the mosaic. */
export function createMapChart(element: HTMLElement, onOpen: (target: Target) => void): MapChart {
  const chart: ECharts = init(element, null, { renderer: 'canvas' });
  let zoom = 1;
  chart.on('click', (event) => {
    const info = (event as unknown as { info?: Target }).info;
    if (info) onOpen(info);
    else if (event.componentType === 'geo' && event.name && /^\d+$/.test(event.name)) onOpen({ kind: 'area', code: event.name });
  });
  return {
    show(content) {
      zoom = 1;
      chart.setOption(optionOf(content), { notMerge: true });
    },
    resize: (width, height) => chart.resize({ width, height }),
    zoom(factor) {
      zoom = factor === null ? 1 : Math.min(20, Math.max(1, zoom * factor));
      chart.setOption({ geo: factor === null ? { zoom, center: null } : { zoom } });
    },
    dispose: () => chart.dispose(),
  };
}

function feature(code: string, shape: Shape) {
  return { type: 'Feature', properties: { name: code }, geometry: { type: 'MultiPolygon', coordinates: shape } };
}

/** The least rectangle around places, where there is no outline to show them on. */
function frameOf(places: readonly Place[]): Shape {
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [west, east, south, north] = [Math.min(...xs) - 0.01, Math.max(...xs) + 0.01, Math.min(...ys) - 0.01, Math.max(...ys) + 0.01];
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ];
}

/** Nothing to draw at all: the page says so in words. */
export function isBlank({ model, compounds }: Pick<MapContent, 'model' | 'compounds'>): boolean {
  return model.ground === null && model.shapes.length === 0 && model.tiles.length === 0 && compounds.length === 0;
}

function optionOf(content: MapContent) {
  const { at, model, compounds } = content;
  const { ground, shapes, tiles } = model;
  const places = [...tiles.map((tile) => tile.at), ...compounds.map((one) => one.position)];
  const bare = ground === null && shapes.length === 0;
  const features = [
    ...(ground ? [feature('ground', ground)] : bare ? [feature('frame', frameOf(places))] : []),
    ...shapes.map((one) => feature(one.code, one.shape)),
  ];
  const map = `muster-${at}`;
  registerMap(map, { type: 'FeatureCollection', features } as never);
  const latitude = features[0]?.geometry.coordinates[0]?.[0]?.[0]?.[1] ?? 34;
  return {
    animation: false,
    tooltip: { confine: true, borderWidth: 1, padding: [6, 10], textStyle: { color: colour.ink, fontSize: 13 } },
    geo: {
      map,
      roam: 'move',
      // A degree of longitude is so much shorter there than one of latitude.
      aspectScale: Math.cos((latitude * Math.PI) / 180),
      top: 14,
      bottom: 14,
      left: 14,
      right: 14,
      label: { show: false },
      itemStyle: { areaColor: colour.paper, borderColor: colour.edge, borderWidth: 1 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: colour.ground } },
      select: { disabled: true },
      regions: [
        { name: 'ground', silent: true, itemStyle: { areaColor: colour.paper, borderColor: colour.edge, borderWidth: 1.5 } },
        { name: 'frame', silent: true, itemStyle: { areaColor: 'transparent', borderWidth: 0 } },
      ],
      tooltip: {
        formatter: ({ name }: { name: string }) => {
          const shape = shapes.find(({ code }) => code === name);
          return shape ? escaped(words.spoken(shape.name, shape.communities, shape.letters)) : '';
        },
      },
    },
    series: [
      // One item that draws everything: names must know of each other to leave room.
      {
        type: 'custom',
        coordinateSystem: 'geo',
        data: [[0, 0]],
        renderItem: (_: unknown, api: Api) => ({
          type: 'group', // An element takes the place of the one that was there, with where that stood.
          children: drawn(api, content).map((one) => ({ x: 0, y: 0, ...one })),
        }),
      },
    ],
  };
}
