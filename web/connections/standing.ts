import type { MyZoom } from "../../src/connections/personal/contract.ts";

type Standing = MyZoom["own"]["standing"];

export const STANDING_COLOURS: Record<Standing, string> = {
  none: "gray",
  disconnected: "gray",
  "reconnect needed": "red",
  paused: "yellow",
  unreachable: "yellow",
  connected: "green",
};

/** As the texts name it. */
export const wordOf = (standing: Standing) => (standing === "reconnect needed" ? "reconnect_needed" : standing);
