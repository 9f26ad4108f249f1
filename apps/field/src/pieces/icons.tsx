/** Line icons of the pictures, 16 × 16. Never without a word beside them, so they say nothing themselves. */
const shapes = {
  home: 'M2.5 7.5 8 2.7l5.5 4.8V13.5h-11zM6.3 13.5V9.700h3.4v3.8',
  order: 'M3 2.5h7l3 3v8H3zM5.5 8h5M5.5 10.7h3.4',
  tree: 'M8 2.2v3M8 5.2H3.4v3M8 5.2h4.6v3M8 5.2v3M2 8.2h2.8V11H2zM6.6 8.2h2.8V11H6.6zM11.2 8.2H14V11h-2.8z',
  person: 'M5.3 5.500a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0 -5.4 0M2.800 13.700c.4-3 2.500-4.400 5.200-4.400s4.800 1.400 5.200 4.400',
  forward: 'm6 3.5 4.5 4.5L6 12.5',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  delegate: 'M2.5 12.5c0-4 2-6 6-6h4M9.5 3.5l3 3-3 3',
  check: 'm3 8.5 3.3 3.3L13 4.8',
  clock: 'M2.3 8a5.7 5.7 0 1 0 11.4 0a5.7 5.7 0 1 0 -11.4 0M8 4.7V8l2.2 1.5',
  noSignal:
    'M2 2l12 12M1.8 6.2A9 9 0 0 1 5 4.3M7.4 3.7a9 9 0 0 1 6.8 2.5M4 8.8a6 6 0 0 1 2.3-1.300M10.3 7.800A6 6 0 0 1 12 8.8M7.6 12a.4.4 0 1 0 .8 0a.4.4 0 1 0 -.8 0',
  write: 'M3 13l.7-2.900L10.800 3l2.200 2.200-7.100 7.100zM9.300 4.500l2.200 2.200',
  phone:
    'M4.200 2.500h2.300l.9 2.800-1.500 1.100a7.500 7.500 0 0 0 3.700 3.700l1.100-1.500 2.800.9v2.300a1.500 1.500 0 0 1-1.600 1.500C7.100 13 3 8.900 2.700 4.100a1.500 1.500 0 0 1 1.500-1.600z',
  warning: 'M8 2.500 14.300 13.500H1.700zM8 6.500v3.500M8 11.700v.2',
  close: 'M4 4l8 8M12 4l-8 8',
  plus: 'M8 3v10M3 8h10',
  camera: 'M2 5h2.800l1.200-1.800h4L11.200 5H14v8H2zM5.600 8.900a2.400 2.400 0 1 0 4.800 0a2.400 2.400 0 1 0 -4.800 0',
  picture: 'M2 3h12v10H2zM2 11l3.500-3.500 3 3 2-2L14 12M10 6a.9.9 0 1 0 1.800 0a.9.9 0 1 0 -1.800 0',
  copy: 'M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3',
} as const;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}

/** The mark: four squares, one of them full. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1.4">
        <path d="M1.7 1.7h7v7h-7zM1.7 11.3h7v7h-7zM11.3 11.3h7v7h-7z" />
      </g>
      <path d="M10.6 1H19v8.400h-8.400z" fill="currentColor" />
    </svg>
  );
}
