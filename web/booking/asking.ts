import type { Book, FreeTimes, OwnBooking, PublicType, PublicTypes } from "../../src/bookings/booking-page/contract.ts";
import { askFor, type Told } from "../public/registering/asking.ts";

/** What is asked for by a page of one appointment type, or of somebody's own booking: where its free times are. */
export type TimesAt = (within: { from: string; to: string }) => Promise<Told<FreeTimes>>;

const addressOf = (...parts: string[]): string => ["/api/book", ...parts.map(encodeURIComponent)].join("/");
const asked = (wish: Record<string, string>): string => `?${new URLSearchParams(wish).toString()}`;

export const askTypes = (of: string | null): Promise<Told<PublicTypes>> => askFor("GET", `/api/book${of === null ? "" : asked({ of })}`);
export const askType = (slug: string): Promise<Told<PublicType>> => askFor("GET", addressOf(slug));
export const askTimes =
  (slug: string, minutes: number): TimesAt =>
  (within) =>
    askFor("GET", addressOf(slug, "times") + asked({ minutes: String(minutes), ...within }));
export const askToBook = (slug: string, filledIn: Book): Promise<Told<OwnBooking>> => askFor("POST", addressOf(slug), filledIn);

export const askOwn = (token: string): Promise<Told<OwnBooking>> => askFor("GET", addressOf("mine", token));
export const askOwnTimes =
  (token: string): TimesAt =>
  (within) =>
    askFor("GET", addressOf("mine", token, "times") + asked(within));
export const askToMove = (token: string, start: string): Promise<Told<OwnBooking>> => askFor("POST", addressOf("mine", token, "move"), { start });
export const askToCancel = (token: string, because: string): Promise<Told<OwnBooking>> => askFor("POST", addressOf("mine", token, "cancel"), { because });
export const askToAdd = (token: string, guests: OwnBooking["guests"]): Promise<Told<OwnBooking>> =>
  askFor("POST", addressOf("mine", token, "guests"), { guests });
export const calendarAt = (token: string): string => addressOf("mine", token, "calendar");
