/** Texts for `sessions`. */
export const sessions = {};
