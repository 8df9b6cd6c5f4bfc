/** Texts for `reports`. */
export const reports = {};
