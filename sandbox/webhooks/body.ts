/**
 * The text that is signed and sent. Slashes are escaped, as PHP and some Java libraries do and JavaScript does not, and letters are sent
 * as they are: whoever parses it and writes it anew, or reads it as anything but UTF-8, has other bytes than those that were signed.
 */
export const bodyOf = (event: object): string => JSON.stringify(event).replaceAll("/", String.raw`\/`);
