import { expect, test } from "vitest";
import { before, instant, minutes, type Instant } from "../../lib/time.ts";
import type { HostKnown, HouseKnown, Plans } from "./known.ts";
import { newsOf } from "./news.ts";
import { plansDue } from "./plans.ts";
import { bookableHosts, troublesIn, type Found, type Offered } from "./trouble.ts";

const NOW = instant("2027-03-01T08:00:00Z");
const ago = (many: number): Instant => before(NOW, minutes(many));
const plans = (hostId: string, more: Partial<Plans> = {}): Plans => ({ hostId, readAt: ago(1), failedAt: null, triedAt: ago(1), ...more });

const HOUSE: HouseKnown = {
  connection: { state: "connected", since: ago(999), pausedAt: null, service: "connected" },
  rooms: [
    { ...plans("room"), unreadSince: null },
    { ...plans("other"), unreadSince: null },
  ],
  defaultHost: { status: "active", isRoom: false, plans: plans("owner") },
};
const host = (memberId: string, more: Partial<HostKnown> = {}): HostKnown => ({
  ...{ memberId, name: memberId.toUpperCase(), hasLeft: false, own: null, calendar: null },
  user: { status: "active", isRoom: false, plans: plans(`z-${memberId}`) },
  ...more,
});
const own = (state: "connected" | "reconnect needed") => ({ id: "own", state, since: ago(7), isRoom: false, plans: plans("mine") });
const TYPE: Offered = { place: { kind: "zoom" }, source: "personal", hosting: "one", staleMinutes: 60 };
const said = (found: readonly Found[]): string[] => found.map(({ because, member }) => (member === null ? because : `${member.id}: ${because}`));
const troubles = (type: Partial<Offered>, hosts: readonly HostKnown[], house: Partial<HouseKnown> = {}): string[] =>
  said(troublesIn({ ...TYPE, ...type }, hosts, { ...HOUSE, ...house }, NOW));
const connection = (service: NonNullable<HouseKnown["connection"]>["service"]): HouseKnown["connection"] => ({
  ...{ since: ago(9), pausedAt: ago(3), service },
  state: service === "paused" ? "connected" : service,
});

test("nothing keeps it from being booked where all is well", () => {
  for (const source of ["personal", "pool", "default host"] as const) expect(troubles({ source }, [host("a")])).toEqual([]);
});

test("whoever has no Zoom in force, or one that makes nothing new, can't be booked on it", () => {
  expect(troubles({}, [host("a", { user: null }), host("b")])).toEqual(["a: booking_zoom_no_zoom_user"]);
  expect(troubles({}, [host("a", { user: { status: "inactive", isRoom: false, plans: plans("z") } })])).toEqual(["a: booking_zoom_deactivated"]);
  expect(troubles({}, [host("a", { user: null, own: own("reconnect needed") })])).toEqual(["a: booking_own_zoom_reconnect"]);
  expect(troubles({}, [host("a", { own: own("reconnect needed") })]), "the institution's takes over").toEqual([]);
  expect(troubles({}, [host("a"), host("b", { own: own("connected") })], { connection: connection("paused") })).toEqual(["a: booking_zoom_paused"]);
  expect(troubles({}, [host("a"), host("b")], { connection: connection("reconnect needed") })).toEqual(["booking_zoom_reconnect"]);
  expect(troubles({}, [host("a")], { connection: null })).toEqual(["a: booking_zoom_never_connected"]);
  expect(troubles({ place: { kind: "text", text: "x" } }, [host("a", { user: null })], { connection: null }), "what is not on Zoom needs none").toEqual([]);
});

test("rooms and the one host for all are the institution's to give", () => {
  expect(troubles({ source: "pool" }, [host("a", { user: null })])).toEqual([]);
  expect(troubles({ source: "pool" }, [host("a")], { rooms: [] })).toEqual(["booking_no_room"]);
  expect(troubles({ source: "pool" }, [host("a")], { connection: connection("disconnected") })).toEqual(["booking_zoom_disconnected"]);
  const away = (since: Instant) =>
    troubles({ source: "pool" }, [host("a", { user: null })], { connection: { ...connection("connected")!, state: "unreachable", since } });
  expect([away(ago(59)), away(ago(61))]).toEqual([[], ["booking_zoom_unread"]]);
  const room = (more: Partial<HouseKnown["rooms"][number]>) => ({ ...plans("room"), unreadSince: null, ...more });
  const byRooms = (...rooms: HouseKnown["rooms"]) => troublesIn({ ...TYPE, source: "pool" }, [host("a")], { ...HOUSE, rooms }, NOW).map(({ because, isSure }) => [because, isSure]); // prettier-ignore
  expect(byRooms(room({ readAt: ago(61) }), room({}))).toEqual([]);
  expect(byRooms(room({ readAt: ago(61) }), room({ readAt: null, failedAt: ago(61) }))).toEqual([["booking_rooms_unread", true]]);
  expect(byRooms(room({ unreadSince: ago(61) }))).toEqual([["booking_rooms_unread", true]]);
  expect(byRooms(room({ readAt: ago(61) })), "about to be looked at").toEqual([["booking_rooms_unread", false]]);
  expect(byRooms(room({ readAt: null })), "new").toEqual([]);
  const byDefault = (defaultHost: HouseKnown["defaultHost"]) => troubles({ source: "default host" }, [host("a")], { defaultHost });
  expect(byDefault(null)).toEqual(["booking_no_default_host"]);
  expect(byDefault({ status: "inactive", isRoom: false, plans: plans("o") })).toEqual(["booking_default_host_gone"]);
  expect(byDefault({ status: "active", isRoom: true, plans: plans("o") })).toEqual(["booking_default_host_is_room"]);
  expect(byDefault({ status: "active", isRoom: false, plans: plans("o", { readAt: ago(61) }) })).toEqual(["booking_default_host_unread"]);
});

test("what was read too long ago is not believed, of Zoom as of calendars, whatever the place", () => {
  const old = { user: { status: "active", isRoom: false, plans: plans("z", { readAt: ago(61) }) } };
  expect(troubles({ place: { kind: "text", text: "x" } }, [host("a", old), host("b")])).toEqual(["a: booking_zoom_unread"]);
  expect(troubles({}, [host("a", { user: { ...old.user, plans: plans("z", { readAt: ago(60) }) } })])).toEqual([]);
  expect(troubles({}, [host("a", { calendar: { readAt: ago(61), isFailing: true } })])).toEqual(["a: booking_calendar_unread"]);
  expect(troubles({}, [host("a", { calendar: { readAt: null, isFailing: false } })])).toEqual(["a: booking_calendar_unread"]);
});

test("nobody is told of what was only not looked at while the server was down", () => {
  const sure = (known: HostKnown) => troublesIn(TYPE, [known], HOUSE, NOW).map(({ isSure }) => isSure);
  const read = (more: Partial<Plans>) => host("a", { user: { status: "active", isRoom: false, plans: plans("z", { readAt: ago(999), ...more }) } });
  expect([sure(read({})), sure(read({ failedAt: ago(2) }))]).toEqual([[false], [true]]);
  expect([sure(host("a", { calendar: { readAt: ago(99), isFailing: false } })), sure(host("a", { calendar: { readAt: ago(99), isFailing: true } }))]).toEqual([
    [false],
    [true],
  ]);
});

test("whoever has left is named, and nobody is left where all have", () => {
  expect(troubles({ hosting: "round robin" }, [host("a", { hasLeft: true }), host("b")])).toEqual(["a: booking_host_gone"]);
  expect(troubles({}, [host("a", { hasLeft: true })])).toEqual(["booking_no_host"]);
});

test("with whom it can be booked follows from what is told", () => {
  const type = (hosting: Offered["hosting"]) => ({ hosting, hostIds: ["a", "b"] });
  const ofA = [{ because: "x", member: { id: "a", name: "A" }, since: null }];
  expect(bookableHosts(type("round robin"), ofA)).toEqual(["b"]);
  expect(bookableHosts(type("together"), ofA)).toEqual([]);
  expect(bookableHosts(type("round robin"), [{ because: "x", member: null, since: null }])).toEqual([]);
});

test("each trouble is told once, and again when it has gone and come back", () => {
  const [a, b]: Found[] = ["x", "y"].map((because) => ({ because, member: null, since: null, isSure: true }));
  const first = newsOf(null, [a!]);
  expect([said(first.fresh), said(newsOf(first.told, [a!]).fresh), said(newsOf(first.told, [a!, b!]).fresh)]).toEqual([["x"], [], ["y"]]);
  const gone = newsOf(first.told, []);
  expect([gone.told, said(newsOf(gone.told, [a!]).fresh)]).toEqual([null, ["x"]]);
  expect(newsOf(null, [{ ...a!, isSure: false }])).toEqual({ told: null, fresh: [] });
  expect(newsOf(first.told, [{ ...a!, isSure: false }]).told, "it has not gone").toBe(first.told);
});

test("hosts are read a third as often as what was read may be old, every three quarters of a minute while strangers ask, and not where Zoom can't be asked", () => {
  const due = (readAgo: number | null, askedAgo: number | null, more: Partial<Plans> = {}, house: HouseKnown = HOUSE) => {
    const known = host("a", {
      user: { status: "active", isRoom: false, plans: plans("z", { readAt: readAgo === null ? null : ago(readAgo), triedAt: null, ...more }) },
    });
    return plansDue([{ ...TYPE, hostIds: ["a"], askedAt: askedAgo === null ? null : ago(askedAgo) }], [known], house, NOW).length;
  };
  expect([due(null, null), due(20, null), due(19, null)]).toEqual([1, 1, 0]);
  expect([due(0.75, 9), due(0.7, 9), due(1, 11)]).toEqual([1, 0, 0]);
  expect([
    due(25, null, { triedAt: ago(1) }),
    due(25, null, { triedAt: ago(1), failedAt: ago(9) }),
    due(25, null, { triedAt: ago(0.9), failedAt: ago(9) }),
  ]).toEqual([0, 1, 0]);
  expect(due(25, null, {}, { ...HOUSE, connection: connection("reconnect needed") })).toBe(0);
  const [read, unread] = [20, 19].map((many, n) => ({ ...plans(`room ${n}`, { readAt: ago(many), triedAt: null }), unreadSince: null }));
  const rooms = (source: Offered["source"]) => plansDue([{ ...TYPE, source, hostIds: [], askedAt: null }], [], { ...HOUSE, rooms: [read!, unread!] }, NOW);
  expect([rooms("pool").map(({ hostId, via }) => [hostId, via]), rooms("personal")], "rooms too, where they host").toEqual([[["room 0", null]], []]);
});
