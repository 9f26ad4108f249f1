import type { ReactNode } from 'react';

/** Line icons on a 16 grid, always beside a word (DESIGN §11). */
const shapes = {
  situation: (
    <>
      <path d="M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4z" />
      <path d="M9.5 9.5h4v4h-4z" fill="currentColor" />
    </>
  ),
  orders: <path d="M3 2.5h7l3 3v8H3zM5.5 8h5M5.5 10.7h3.4" />,
  checklists: <path d="m2.500 4.300 1.200 1.200L6 3.200M2.500 10.300l1.200 1.200L6 9.200M8.500 4.500h5M8.500 10.500h5" />,
  areas: <path d="M8 2.2v3M8 5.2H3.4v3M8 5.2h4.6v3M8 5.2v3M2 8.2h2.8V11H2zM6.6 8.2h2.8V11H6.6zM11.2 8.2H14V11h-2.8z" />,
  people: (
    <>
      <circle cx="6" cy="5.4" r="2.4" />
      <path d="M1.8 13.2c.3-2.7 2-4 4.2-4s3.9 1.3 4.2 4M10.3 3.3a2.2 2.2 0 0 1 0 4.2M12 9.6c1.3.6 2 1.8 2.2 3.6" />
    </>
  ),
  figures: <path d="M6.3 2.5 5 13.500M11 2.500 9.700 13.500M2.800 6h10.700M2.300 10h10.700" />,
  audit: (
    <path d="M4.2 7h7.600a1 1 0 0 1 1 1v5a.7.7 0 0 1-.7.7H4a.7.7 0 0 1-.7-.7V8a1 1 0 0 1 .9-1zM5.200 7V5a2.800 2.800 0 0 1 5.600 0v2" />
  ),
  system: <path d="M2.500 3h11v4h-11zM2.500 9h11v4h-11zM5 5h.01M5 11h.01" />,
  channels: <path d="M8 13.500V8M8 8a1.500 1.500 0 1 0 0-.01M4.800 10.200a4.500 4.500 0 1 1 6.400 0M2.900 12a7 7 0 1 1 10.200 0" />,
  start: <path d="M3 13.500v-11h9l-2 3 2 3H3" />,
  settings: (
    <>
      <circle cx="8" cy="8" r="2" />
      <path d="M8 1.900v2M8 12.100v2M1.900 8h2M12.100 8h2M3.700 3.700l1.400 1.400M10.900 10.900l1.400 1.400M12.300 3.700l-1.400 1.400M5.100 10.900l-1.400 1.400" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.200" />
      <path d="m10.200 10.200 3.300 3.300" />
    </>
  ),
  down: <path d="m3.500 6 4.500 4.500L12.500 6" />,
  right: <path d="m6 3.500 4.500 4.500L6 12.500" />,
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  check: <path d="m3 8.500 3.300 3.300L13 4.800" />,
  phone: (
    <path d="M3.200 2.800h2.500l1 3-1.500 1.100a8 8 0 0 0 3.900 3.900l1.100-1.500 3 1v2.500c0 .5-.4.900-.9.900C7 13.400 2.600 9 2.300 3.700c0-.5.400-.9.900-.9z" />
  ),
  warning: <path d="M8 2.200 14.500 13.500h-13zM8 6.300v3.400M8 11.600h.01" />,
  more: (
    <g fill="currentColor" stroke="none">
      <circle cx="3.500" cy="8" r="1.100" />
      <circle cx="8" cy="8" r="1.100" />
      <circle cx="12.500" cy="8" r="1.100" />
    </g>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      {shapes[name]}
    </svg>
  );
}

export function Logo({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" style={{ flex: 'none' }}>
      <g fill="none" stroke="currentColor" strokeWidth="1.4">
        <rect x="1.7" y="1.7" width="7" height="7" />
        <rect x="1.7" y="11.3" width="7" height="7" />
        <rect x="11.3" y="11.3" width="7" height="7" />
      </g>
      <path d="M10.600 1h8.400v8.400h-8.400z" fill="currentColor" />
    </svg>
  );
}
