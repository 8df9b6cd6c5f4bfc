/** Texts for `roomTrouble`. */
export const roomTrouble = {};
