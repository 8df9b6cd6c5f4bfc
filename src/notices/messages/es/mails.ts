/** Texts for `mails`. */
export const mails = {};
