export const connecting = {};
