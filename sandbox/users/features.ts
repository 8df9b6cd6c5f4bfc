import { invalid, refuse, type Answer } from "../answer.ts";
import type { Feature, User } from "../account.ts";
import { account, type World } from "../world.ts";
import { off } from "./defaults.ts";
import { ownCapacity } from "./seats.ts";
import { LICENSED } from "./view.ts";
import { people } from "./users.ts";

type Given = Record<string, unknown>;
export type FeatureReading = { ok: true; feature: Feature } | { ok: false; answer: Answer };

/** 501 and 1001 are plans of another generation than 500 and 1000. */
const WEBINARS = [100, 500, 501, 1000, 1001, 3000, 5000, 10_000];
const LARGE = [500, 1000, 3000, 5000];
const CONCURRENT = ["Basic", "Plus", "None"];

/** Licences that this account never bought. Asked for, most of them are dropped without a word. */
const NEVER_BOUGHT =
  "zoom_events_unlimited zoom_sessions_unlimited zoom_events_pay_per_attendee zoom_sessions_pay_per_attendee zoom_iq_for_sales zoom_revenue_accelerator zoom_whiteboard zoom_whiteboard_plus zoom_translated_captions zoom_customer_managed_key zoom_huddles zoom_quality_management zoom_workforce_management zoom_scheduler zoom_clips_plus zoom_mail_calendar zoom_compliance_management zoom_docs";
const REFUSED_ALOUD: Record<string, string> = { zoom_iq_for_sales: "Zoom IQ for Sales", zoom_whiteboard: "Zoom Whiteboard" };

const largeCapacityOf = (feature: Feature): number => (feature.large_meeting ? feature.large_meeting_capacity || feature.meeting_capacity : 0);

export const featureView = ({ feature }: User): Given => ({
  ...off(`cn_meeting in_meeting ${NEVER_BOUGHT}`),
  ...feature,
  large_meeting_capacity: largeCapacityOf(feature),
  ...(feature.zoom_events ? { zoom_events_capacity: 500 } : {}),
  zoom_events_unlimited_capacities: [],
  zoom_sessions_unlimited_capacities: [],
  license_info_list: [],
});

const no = (code: number, message: string): Answer => refuse(400, code, message);

/** What a PATCH leaves of somebody's licences: all that was asked for, or the first reason why not. */
export function readFeature(world: World, user: User, given: Given): FeatureReading {
  const refusal = whyMalformed(given) ?? whyNotBought(given) ?? whyNotTogether(user, given) ?? whyUnlicensed(user, given);
  if (refusal !== null) return { ok: false, answer: refusal };
  const wanted = wantedOf(world, user, given);
  const answer = whyNoAddOn(world, user, wanted);
  return answer === null ? { ok: true, feature: wanted } : { ok: false, answer };
}

function whyMalformed(given: Given): Answer | null {
  const oneOf = (values: unknown[]) => (value: unknown) => values.includes(value);
  const flag = oneOf([true, false]);
  const rules: Record<string, (value: unknown) => boolean> = {
    webinar: flag, webinar_capacity: oneOf([0, ...WEBINARS]), large_meeting: flag, large_meeting_capacity: oneOf([0, ...LARGE]),
    concurrent_meeting: oneOf(CONCURRENT), zoom_events: flag, zoom_phone: flag, meeting_capacity: Number.isInteger,
  }; // prettier-ignore
  const wrong = Object.keys(rules).filter((name) => given[name] !== undefined && !rules[name]!(given[name]));
  return wrong.length === 0 ? null : invalid(wrong.map((name) => ({ field: `feature.${name}`, message: "Invalid field." })));
}

function whyNotBought(given: Given): Answer | null {
  const name = Object.keys(REFUSED_ALOUD).find((one) => given[one] === true);
  if (name === undefined) return null;
  const plan = REFUSED_ALOUD[name]!;
  const limit = "you have reached the limit of licensed users allowed on this account";
  return no(1228, `Unable to assign "${plan}" license because ${limit} or this account does not have the "${plan}" plan.`);
}

function whyNotTogether({ feature }: User, given: Given): Answer | null {
  const will = (name: "webinar" | "zoom_events"): boolean => (given[name] ?? feature[name]) === true;
  if (!will("webinar") || !will("zoom_events")) return null;
  if (given["webinar"] === true) return no(1204, "You can't enable the Webinar feature because you already have the Zoom Events feature.");
  return given["zoom_events"] === true ? no(1205, "You can't enable the Zoom Events feature because you already have the Webinar feature.") : null;
}

function whyUnlicensed(user: User, given: Given): Answer | null {
  if (user.type === LICENSED) return null;
  if (given["webinar"] === true) return no(1122, "Webinar feature can only be enabled for Licensed or On-prem users.");
  if (given["large_meeting"] === true) return no(1108, "Only Licensed or On-prem users can enable the large meeting feature.");
  if (given["zoom_events"] === true) return no(1206, "You can only enable the Zoom Events feature for Licensed or On-prem users.");
  return ["Basic", "Plus"].includes(String(given["concurrent_meeting"]))
    ? no(1207, `You can only enable the "Concurrent Meeting" feature for Licensed users or On-prem users.`)
    : null;
}

/** The capacity asked for, the one there is, or the smallest that the account bought. */
const capacityOf = (asked: unknown, had: number, plans: Record<string, number>): number => {
  const smallest = Object.keys(plans).map(Number).toSorted((a, b) => a - b)[0] ?? 500; // prettier-ignore
  return (typeof asked === "number" && asked > 0 ? asked : had) || smallest;
};

function wantedOf(world: World, user: User, given: Given): Feature {
  const { feature } = user;
  const { seats } = account(world);
  const own = ownCapacity(world, user.type);
  const webinar = (given["webinar"] ?? feature.webinar) === true;
  const large = (given["large_meeting"] ?? feature.large_meeting) === true;
  const largeCapacity = large ? capacityOf(given["large_meeting_capacity"], largeCapacityOf(feature), seats.large) : 0;
  const changesSize = large !== feature.large_meeting || largeCapacity !== largeCapacityOf(feature);
  return {
    ...feature,
    webinar,
    webinar_capacity: webinar ? capacityOf(given["webinar_capacity"], feature.webinar_capacity, seats.webinar) : 0,
    large_meeting: large,
    large_meeting_capacity: largeCapacity,
    meeting_capacity: changesSize ? Math.max(own, largeCapacity) : feature.meeting_capacity,
    concurrent_meeting: String(given["concurrent_meeting"] ?? feature.concurrent_meeting),
    zoom_events: (given["zoom_events"] ?? feature.zoom_events) === true,
    zoom_phone: (given["zoom_phone"] ?? feature.zoom_phone) === true,
  };
}

/** What somebody has already needs no new seat. */
function whyNoAddOn(world: World, user: User, wanted: Feature): Answer | null {
  const { seats } = account(world);
  const had = user.feature;
  const others = people(world).filter((other) => other.id !== user.id).map((other) => other.feature); // prettier-ignore
  const count = (fits: (feature: Feature) => boolean): number => others.filter(fits).length;
  const { webinar_capacity: seat, concurrent_meeting: kind } = wanted;
  if (wanted.webinar && (!had.webinar || had.webinar_capacity !== seat)) {
    const max = seats.webinar[seat] ?? 0;
    if (count((f) => f.webinar && f.webinar_capacity === seat) >= max) return no(200, `You can add max ${max} Webinar ${seat} users.`);
  }
  const size = largeCapacityOf(wanted);
  if (size > 0 && size !== largeCapacityOf(had)) {
    const max = seats.large[size] ?? 0;
    if (count((f) => largeCapacityOf(f) === size) >= max) return no(200, `You can add max ${max} Large ${size} users.`);
  }
  if ((kind !== "Basic" && kind !== "Plus") || kind === had.concurrent_meeting) return null;
  const max = seats.concurrent[kind];
  if (max === undefined) return no(kind === "Basic" ? 1208 : 1210, `You can't enable the "Concurrent Meeting ${kind}" feature.`);
  return count((f) => f.concurrent_meeting === kind) < max
    ? null
    : no(kind === "Basic" ? 1209 : 1211, `You can add a maximum of ${max} "Concurrent Meeting ${kind}" users.`);
}
