/** Texts for `session`. */
export const session = {};
