/** Texts for `common`. */
export const common = {};
