/** Texts for `sandbox`. */
export const sandbox = {};
