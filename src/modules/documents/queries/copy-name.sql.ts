import { COPY_NAMES } from '../domain/copy-rules.js';

/** Of the copy `c`: `SAO Y`. */
export const COPY_NAME = `CASE c.type_code ${Object.entries(COPY_NAMES)
  .map(([code, name]) => `WHEN '${code}' THEN '${name}'`)
  .join(' ')} END`;
