/** Texts for `stepNotes`. */
export const stepNotes = {};
