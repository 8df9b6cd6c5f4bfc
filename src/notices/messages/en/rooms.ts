/** Texts for `rooms`. */
export const rooms = {};
