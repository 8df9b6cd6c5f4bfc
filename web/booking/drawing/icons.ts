import { h, type Piece } from "./draw.ts";

const LINES = {
  length: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  zoom: "m16 13 5 3V8l-5 3M4 6h10a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2Z",
  telephone: "M14 16.5a15 15 0 0 1-6.5-6.5L10 7.5 8 3H4a1 1 0 0 0-1 1c0 9.4 7.6 17 17 17a1 1 0 0 0 1-1v-4l-4.5-2Z",
  address: "M12 21s7-6.2 7-11.500a7 7 0 0 0-14 0C5 14.8 12 21 12 21ZM14.5 9.500a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z",
  text: "M5 4h14v12l-5 4H5ZM8 9h8M8 13h5",
  zone: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18",
  people: "M16 20v-1a4 4 0 0 0-4-4H7a4 4 0 0 0-4 4v1M9.5 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM21 20v-1a4 4 0 0 0-3-3.800M15.5 4.200a3.5 3.5 0 0 1 0 6.6",
  before: "m15 5-7 7 7 7",
  next: "m9 5 7 7-7 7",
  person: "M19 20v-1a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v1M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z",
  calendar: "M7 3v4M17 3v4M4 10h16M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2Z",
  gone: "M6 6l12 12M18 6 6 18",
} as const;

/** Says nothing to who doesn't see it: the words stand beside it. */
export const icon = (name: keyof typeof LINES): Piece => h("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": true }, h("path", { d: LINES[name] }));
