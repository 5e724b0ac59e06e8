import type { AttackFile } from './bases.js';
import { ON_ATTRIBUTES } from './files/attributes.js';
import { ON_CERTIFICATIONS } from './files/certification.js';
import { ON_CONTAINERS } from './files/cms.js';
import { ON_DETOURS } from './files/detours.js';
import { ON_DISGUISES } from './files/disguised.js';
import { EXAMINED } from './files/examined.js';
import { FOUND } from './files/found.js';
import { ON_GLYPHS } from './files/glyphs.js';
import { INCREMENTAL } from './files/incremental.js';
import { ON_STRUCTURE } from './files/structure.js';
import { OVERLAYS } from './files/overlay.js';
import { ON_LETTERS } from './files/letters.js';
import { ON_NOTES } from './files/notes.js';
import { ON_PARTS } from './files/parts.js';
import { BETWEEN_READERS } from './files/readers.js';
import { ON_REACH } from './files/reach.js';
import { REDRAWN } from './files/redrawn.js';
import { ON_SIGNATURES } from './files/signature.js';
import { ON_UNSEEN_INK } from './files/unseen-ink.js';
import { ON_WHAT_IS_SHOWN } from './files/shown.js';
import { ON_WIDGETS } from './files/widgets.js';

/** Every way we know to change a signed file behind its signer's back, and the reason it must meet. */
export const ATTACK_FILES: readonly AttackFile[] = [
  ...INCREMENTAL,
  ...ON_SIGNATURES,
  ...ON_WHAT_IS_SHOWN,
  ...ON_CERTIFICATIONS,
  ...ON_CONTAINERS,
  ...EXAMINED,
  ...ON_PARTS,
  ...OVERLAYS,
  ...ON_ATTRIBUTES,
  ...ON_STRUCTURE,
  ...REDRAWN,
  ...ON_WIDGETS,
  ...ON_NOTES,
  ...ON_DISGUISES,
  ...ON_DETOURS,
  ...ON_LETTERS,
  ...ON_REACH,
  ...FOUND,
  ...ON_UNSEEN_INK,
  ...ON_GLYPHS,
  ...BETWEEN_READERS,
];
