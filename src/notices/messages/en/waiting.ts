/** Texts for `waiting`. */
export const waiting = {};
