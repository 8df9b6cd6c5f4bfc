/** Texts for `preflight`. */
export const preflight = {};
