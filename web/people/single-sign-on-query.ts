export const SINGLE_SIGN_ON = ["single sign-on"];
