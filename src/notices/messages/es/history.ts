/** Texts for `history`. */
export const history = {};
