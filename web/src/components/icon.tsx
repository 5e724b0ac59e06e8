import type { ReactNode } from 'react';

const PATHS = {
  home: 'M3 10l7-6 7 6v7H3zM8 17v-5h4v5',
  incoming: 'M3 11v6h14v-6M10 3v9M6 8.5l4 4 4-4',
  outgoing: 'M3 11v6h14v-6M10 12V3M6 6.5l4-4 4 4',
  pen: 'M3 17l1-4 9-9 3 3-9 9zM3 17h14',
  tasks:
    'M3 5l1.5 1.5L7 4M3 10.5L4.5 12 7 9.500M3 16l1.500 1.500L7 15M10 5.500h7M10 11h7M10 16.500h7',
  plan: 'M4 3h12v14H4zM7 13v-3M10 13V7M13 13v-4',
  report: 'M5 3h7l3 3v11H5zM8 9h4M8 12h4',
  review: 'M3 4h14v10H9l-4 3v-3H3zM7 9l2 2 4-4',
  book: 'M4 3h11v14H4zM4 13.500h11M7.500 3v10.500',
  shield: 'M10 2.500l6 2.500v5c0 4-3 6.500-6 7.500-3-1-6-3.500-6-7.500V5zM7.500 10l2 2 3.500-4',
  search: 'M8.500 3.500a5 5 0 100 10 5 5 0 000-10zM12.500 12.500L17 17',
  menu: 'M3 5h14M3 10h14M3 15h14',
  close: 'M5 5l10 10M15 5L5 15',
  down: 'M5 8l5 5 5-5',
  left: 'M12 4l-6 6 6 6',
  right: 'M8 4l6 6-6 6',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  download: 'M10 3v9M6 8.500l4 4 4-4M4 17h12',
  print: 'M6 7V3h8v4M6 14H3V7h14v7h-3M6 12h8v5H6z',
  user: 'M10 10a3.500 3.500 0 100-7 3.500 3.500 0 000 7zM3.500 17c.500-3.500 3-5 6.500-5s6 1.500 6.500 5',
  swap: 'M4 7h12l-3-3M16 13H4l3 3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({
  name,
  size = 18,
}: {
  readonly name: IconName;
  readonly size?: number;
}): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
