/** Texts for `timeline`. */
export const timeline = {};
