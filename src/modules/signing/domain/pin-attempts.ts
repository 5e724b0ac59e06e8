/** Wrong PINs in a row, after which a key or a token is locked for so long: no door is softer. */
export const MAX_ATTEMPTS = 5;
export const LOCK_MINUTES = 15;
