/** x */
export const connecting = {};
