import { ofKind, type AttackFile } from '../bases.js';
import {
  CATALOG,
  drawing,
  FORGED,
  FORM,
  HIDDEN_FIELD,
  redefined,
  stream,
  TEXT_FIELD,
} from '../disguises.js';

const FORGERY = [60, drawing(FORGED)] as const;
const asCatalog = (content: string, entry: string): AttackFile['build'] =>
  redefined({ drawings: '1 0 R', content }, [[1, `<< ${CATALOG} ${entry} >>`], FORGERY]);

/** One object, signed as two: pages draw with what an update may change for another reason. */
const DISGUISED = ofKind('one object in two roles', [
  ['the catalog lists drawings', 'catalog-changed', asCatalog('/MarkInfo Do', '/MarkInfo 60 0 R')],
  ['its version is one', 'catalog-changed', asCatalog('/Version Do', '/Version 60 0 R')],
  [
    'its extensions are one',
    'catalog-changed',
    asCatalog('/Extensions Do', '/Extensions << /X 60 0 R >>'),
  ],
  [
    'its metadata draw',
    'metadata-changed',
    redefined({ drawings: '1 0 R', content: '/Metadata Do' }, [
      [1, `<< ${CATALOG} /Metadata 60 0 R >>`],
      [60, drawing(`%<x:xmpmeta><rdf:RDF></rdf:RDF></x:xmpmeta>\n${FORGED}`)],
    ]),
  ],
  [
    'the form lists drawings',
    'form-changed',
    redefined({ drawings: '20 0 R', content: '/SigFlags Do' }, [
      [20, `<< ${FORM} /SigFlags 60 0 R >>`],
      FORGERY,
    ]),
  ],
  [
    'a field lists drawings',
    'field-changed',
    redefined({ drawings: '22 0 R', content: '/M Do', level: 2 }, [
      [22, `<< ${TEXT_FIELD} /M 60 0 R >>`],
      FORGERY,
    ]),
  ],
  [
    'a field lists drawings, its value is one',
    'field-changed',
    redefined({ drawings: '22 0 R', content: '/V Do', level: 2 }, [
      [22, `<< ${TEXT_FIELD} /V 60 0 R >>`],
      FORGERY,
    ]),
  ],
  [
    'a field lists letters of a font',
    'field-changed',
    redefined(
      {
        level: 2,
        extra: {
          7:
            '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] ' +
            '/CharProcs 22 0 R /Encoding << /Differences [49 /M] >> >>',
        },
      },
      [
        [22, `<< ${TEXT_FIELD} /M 60 0 R >>`],
        [60, stream('', '9 0 d0 0 0 9 9 re f')],
      ],
    ),
  ],
  [
    'a page lists drawings',
    'page-changed',
    redefined({}, [
      [
        4,
        '<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Rotate 90 /Resources << /XObject 4 0 R >> ' +
          '/Annots 60 0 R >>',
      ],
      FORGERY,
    ]),
  ],
]);

const PICTURE = '/Type /XObject /Subtype /Image /Height 1 /BitsPerComponent 8 /ColorSpace 9 0 R';
const NO_LETTERS = '00'.repeat(256);

/** Whole numbers in which some readers find no integer, and take what the key has by default. */
const FRACTIONS = ofKind('a number written so that readers find none', [
  [
    'flags that hide a field',
    'field-changed',
    redefined({}, [[23, `<< ${HIDDEN_FIELD} /F 2.0 >>`]]),
  ],
  [
    'flags in an object of their own',
    'object-replaced',
    redefined({ extra: { 23: `<< ${HIDDEN_FIELD} /F 30 0 R >>`, 30: '2' } }, [[30, '2.0']]),
  ],
  [
    'the turn of a page',
    'page-changed',
    redefined({}, [
      [
        4,
        '<< /Type /Page /Parent 2 0 R /Contents 6 0 R /Rotate 90.0 ' +
          '/Resources << /XObject 4 0 R >> >>',
      ],
    ]),
  ],
  [
    'the width of a picture',
    'object-replaced',
    redefined({ drawings: '<< /Im 8 0 R >>', content: '/Im Do' }, [
      [8, stream(`${PICTURE} /Width 1.0`, 'A')],
    ]),
  ],
  [
    'the size of a table of colours',
    'object-replaced',
    redefined({ drawings: '<< /Im 8 0 R >>', content: '/Im Do' }, [
      [9, `[/Indexed /DeviceGray 255.0 <${NO_LETTERS}>]`],
    ]),
  ],
]);

const PLACED = '/Type /Page /Parent 2 0 R /Contents 5 0 R /Annots [21 0 R 22 0 R 23 0 R]';
const FONTS = '/F1 7 0 R /Helv 7 0 R';
/** As LibreOffice has it: what the form draws with is what the page draws with. */
const WAITING = 'BT /Moi 14 Tf 90 660 Td (Muc chi: 900) Tj ET';
const SHARED = {
  content: WAITING,
  level: 2,
  extra: {
    3: `<< ${PLACED} /Resources 26 0 R >>`,
    20: '<< /Fields [21 0 R 22 0 R 23 0 R] /DR 26 0 R /SigFlags 3 >>',
    26: '<< /Font 27 0 R >>',
    27: `<< ${FONTS} >>`,
  },
} as const;
const SUPPLIED = [27, `<< ${FONTS} /Moi 7 0 R >>`] as const;
/** Its own resources have no such font: Poppler takes it from the page's. */
const OWN = stream('/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << >>', WAITING);
const throughOwn = (content: string, extra: Readonly<Record<number, string>>) =>
  redefined({ ...SHARED, content, extra: { ...SHARED.extra, ...extra } }, [SUPPLIED]);

/** The page names a font that was nowhere when it was signed: most readers drew nothing. */
const BORROWED = ofKind('a font of the form that a page had waited for', [
  ['in its list', 'object-replaced', redefined(SHARED, [SUPPLIED])],
  [
    'in its list, within what holds the list',
    'object-replaced',
    redefined(SHARED, [SUPPLIED, [26, '<< /Font 27 0 R >>']]),
  ],
  [
    'in another list',
    'object-replaced',
    redefined(SHARED, [
      [28, SUPPLIED[1]],
      [26, '<< /Font 28 0 R >>'],
    ]),
  ],
  [
    'in a drawing with resources of its own',
    'object-replaced',
    throughOwn('/Fx Do', { 26: '<< /Font 27 0 R /XObject << /Fx 28 0 R >> >>', 28: OWN }),
  ],
  ['in the look of a field', 'object-replaced', throughOwn('', { 25: OWN })],
]);

export const ON_DISGUISES: readonly AttackFile[] = [...DISGUISED, ...FRACTIONS, ...BORROWED];
