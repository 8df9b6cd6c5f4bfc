/** How something that goes on bit by bit stands. */
export const RUN_COLOURS = { running: "ink", stopped: "gray", failed: "red", done: "green" } as const;
