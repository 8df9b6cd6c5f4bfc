/** Texts for `join`. */
export const join = {};
