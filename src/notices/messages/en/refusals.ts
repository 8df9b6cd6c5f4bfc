/** Texts for `refusals`. */
export const refusals = {};
