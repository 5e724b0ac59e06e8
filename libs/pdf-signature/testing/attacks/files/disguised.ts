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

export const ON_DISGUISES: readonly AttackFile[] = [...DISGUISED, ...FRACTIONS];
