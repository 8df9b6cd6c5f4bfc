/** Texts for `signIn`. */
export const signIn = {};
