/** Texts for `settings`. */
export const settings = {};
