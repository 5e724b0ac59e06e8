import type { AttackFile } from './attack-bases.js';
import { ON_ATTRIBUTES } from './attack-files-attributes.js';
import { ON_CERTIFICATIONS } from './attack-files-certification.js';
import { ON_CONTAINERS } from './attack-files-cms.js';
import { ON_DETOURS } from './attack-files-detours.js';
import { ON_DISGUISES } from './attack-files-disguised.js';
import { EXAMINED } from './attack-files-examined.js';
import { INCREMENTAL } from './attack-files-incremental.js';
import { ON_STRUCTURE } from './attack-files-structure.js';
import { OVERLAYS } from './attack-files-overlay.js';
import { ON_LETTERS } from './attack-files-letters.js';
import { ON_NOTES } from './attack-files-notes.js';
import { ON_PARTS } from './attack-files-parts.js';
import { ON_REACH } from './attack-files-reach.js';
import { REDRAWN } from './attack-files-redrawn.js';
import { ON_SIGNATURES } from './attack-files-signature.js';
import { ON_WHAT_IS_SHOWN } from './attack-files-shown.js';
import { ON_WIDGETS } from './attack-files-widgets.js';

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
];
