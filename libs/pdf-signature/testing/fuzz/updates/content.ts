import type { Random } from '../random.js';

const NUMBERS = '0 1 2 5 8 10 12 20 30 100 200 300 600 -1 -5 -50 0.5 .01 -.5 1000 -1000'.split(' ');
const PARTS = '0 1 .5 .9 .2'.split(' ');
const STRINGS = ['(999)', '(42)', '( )', '<39>', '<003900>', '(\\071)', '(9\\\n9)', '()'];

/** Operators with their operands: # is a number, % a part of a colour, $ a string. */
const STATEMENTS = [
  ...[
    'q',
    'Q',
    '# 0 0 # # # cm',
    '# # # # # # cm',
    '# # # # re f',
    '# # # # re S',
    '# # # # re W n',
  ],
  ...['# # m # # l # # l f', '# # m # # l # # l S', '# # m # # # # # # c W n', '% g', '% G'],
  ...[
    '% % % rg',
    '% % % % k',
    '/Cs1 cs',
    '/Pattern cs',
    '/DeviceRGB cs',
    '% sc',
    '% % % scn',
    '/P1 scn',
  ],
  ...[
    'BT /Helv # Tf # # Td $ Tj ET',
    'BT /F1 # Tf # # Td $ Tj ET',
    '# # Td',
    '# # TD',
    '# 0 0 # # # Tm',
  ],
  ...[
    '# Tz',
    '# Ts',
    '# Tc',
    '# Tw',
    '# TL',
    '# w',
    '3 Tr',
    '1 Tr',
    '7 Tr',
    '$ Tj',
    "$ '",
    '# # $ "',
  ],
  ...[
    '[$ -9999 $] TJ',
    '[$ 1000 $] TJ',
    'T*',
    '/GS0 gs',
    '/GS1 gs',
    '/Fm0 Do',
    '/Im1 Do',
    '/FRM Do',
  ],
  ...[
    'BI /W 1 /H 1 /BPC 8 /CS /G ID x EI',
    'BI /W 1 /H 1 /IM true ID x EI',
    '/OC /MC0 BDC',
    '/Tx BMC',
  ],
  ...[
    'EMC',
    '/Sh0 sh',
    '[# #] # d',
    'BX',
    'EX',
    'BT',
    'ET',
    '%comment $ Tj',
    '/Helv # Tf',
    '/Zzz # Tf',
  ],
  ...[
    '# 0 d0',
    '/Span << /ActualText (42) >> BDC',
    'xyz',
    '1 2 3 xyz',
    '(open',
    ']',
    '>>',
    '[',
    ')',
  ],
  ...[
    'null',
    'endstream',
    'h',
    'W',
    'n',
    'f',
    '1..2 g',
    '--1 g',
    '1e3 g',
    '+1 g',
    'Q Q Q Q',
    'Tjx',
  ],
];

function statement(random: Random): string {
  return random
    .pick(STATEMENTS)
    .replace(/#/g, () => random.pick(NUMBERS))
    .replace(/%(?!comment)/g, () => random.pick(PARTS))
    .replace(/\$/g, () => random.pick(STRINGS));
}

/** The statements of a content stream, one to three of them changed, moved, added or taken away. */
export function changedContent(content: string, random: Random): string {
  const lines = content
    .split(/(?<=[A-Za-z*'"])\s+(?=[\d(/<[A-Za-z.+-])|\n/)
    .filter((line) => line !== '');
  for (let change = random.int(3); change >= 0; change -= 1) {
    const at = random.int(lines.length + 1);
    const line = lines[at] ?? '';
    const choice = random.int(7);
    if (choice < 3) lines.splice(at, 0, statement(random));
    else if (choice === 3) lines.splice(at, 1);
    else if (choice === 4) lines[at] = line.replace(/-?\d*\.?\d+/, () => random.pick(NUMBERS));
    else if (choice === 5) lines.splice(random.int(lines.length), 0, ...lines.splice(at, 1));
    else lines.splice(random.int(lines.length), 0, line);
  }
  return lines.join(random.pick(['\n', ' ', '\r']));
}

/** Content that is seen, wherever it comes to stand. */
export const MARKS = [
  '1 g 0 0 9999 9999 re f',
  '0 g 0 0 9999 9999 re f',
  '1 0 0 rg -500 -500 2000 2000 re f',
  'BT /Helv 20 Tf 5 5 Td (999) Tj ET',
  'BT /F1 12 Tf 2 8 Td (42) Tj ET',
  '1 g 0 0 320 30 re f BT /F1 12 Tf 0 g 2 8 Td (900) Tj ET',
  'q 0 0 1 RG 8 w 0 0 m 500 500 l S Q',
  '/Tx BMC q BT /Helv 12 Tf 0 g 2 5 Td (100) Tj ET Q EMC',
  '/Fm0 Do',
  '',
];
