/** Texts for `ask`. */
export const ask = {};
