import { row } from "../row.ts";

const EVERYBODY = Array.from({ length: 9 }, () => "yes").join(" ");

/* Product, section 9: strangers book. The pages themselves tell nothing: whether there is something at an address, their question to the server says. */
export const BOOKING_PAGES = [
  row("GET /book", EVERYBODY, () => ({ url: "/book" })),
  row("GET /book/:slug", EVERYBODY, () => ({ url: "/book/nobodyhere" })),
  row("GET /book/mine/:token", EVERYBODY, () => ({ url: `/book/mine/${"x".repeat(22)}` })),
];
