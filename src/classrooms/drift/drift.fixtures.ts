import { valueOf, type TestWorld } from "../../../test/world.ts";
import { minutes } from "../../lib/time.ts";
import { made, published, theClassroom } from "../classrooms.fixtures.ts";
import { compareDue } from "./actions.ts";
import { compareNow, driftsFor, settleDrift, type Settle } from "./settling-actions.ts";

/** What is apart, after all was compared now. */
export async function apart(w: TestWorld): Promise<string[]> {
  await compareNow(w, w.admin);
  await compareDue(w);
  return (await driftsFor(w, w.institutionId)).drifts.map(({ what }) => what);
}

export async function ask(w: TestWorld, what: string, how: Omit<Settle, "runId" | "seen">) {
  const drift = (await driftsFor(w, w.institutionId)).drifts.find((one) => one.what === what)!;
  const runId = w.random.uuid();
  return { runId, outcome: await settleDrift(w, w.admin, drift.id, { ...how, seen: drift.seen, runId }) };
}

/** Answers the run. */
export async function settle(w: TestWorld, what: string, way: Settle["way"], key: string | null = null): Promise<string> {
  const { runId, outcome } = await ask(w, what, { way, key });
  valueOf(outcome);
  await w.pass(minutes(5));
  return runId;
}

export const aClassroom = async (w: TestWorld, more: Parameters<typeof made>[1] = {}) => {
  const f = await published(w);
  const { id } = await made(w, more);
  await w.pass(minutes(5));
  const { hostId, meetingId } = await theClassroom(w, id);
  const zoom = w.zoomOf(w.institutionId);
  const inZoom = async () => {
    const { name, firstName, lastName } = (await zoom.findUser(hostId!))!;
    return { name, firstName, lastName };
  };
  return { f, id, zoom, hostId: hostId!, meeting: { id: meetingId!, kind: "meeting" as const, hostId: hostId! }, inZoom };
};
