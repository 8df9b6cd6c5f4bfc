import { cut } from "../../lib/text.ts";
import type { Instant } from "../../lib/time.ts";
import type { Tx } from "../../platform/database.ts";
import { WHAT_IS_DUE } from "../../platform/due.ts";
import { claim, commandAgain, commandDone, commandFailed, nameOf, type Command, type Places } from "../../platform/outbox.ts";
import { TO_THE_END, type Round } from "../../platform/worker.ts";
import { lockRooms, roomById, saveHolder } from "../../rooms/actions.ts";
import type { World } from "../../world.ts";
import { ZoomError } from "../../zoom/port.ts";
import { ensureClosed, ensureEnded } from "../closing/actions.ts";
import { secureRoom } from "../closing/room-actions.ts";
import { mailContext, sendMail, servicesOf } from "../deciding/actions.ts";
import { alarmOf } from "../deciding/mails.ts";
import { ensureMeeting, removeStray } from "../generating/actions.ts";
import type { Neighbours } from "../neighbours.ts";
import { ensureAlternativeHost } from "../opening/actions.ts";
import { relocate } from "../placing/actions.ts";
import type { Session, StepState } from "../session.ts";
import { dueAt, type StepName } from "../steps.ts";
import { lockSession, saveLook, saveSession, saveSteps, sessionById } from "../store.ts";
import { watch } from "../watching/actions.ts";
import { nothingNew } from "../watching/nothing-new.ts";
import { done, endState, notedOf, type Effect, type Performer } from "./effect.ts";
import { isAlarming, retryAt, UNSERVED } from "./retry.ts";

/**
 * So many are carried out at once, each at its own pace; further places are kept for what is urgent. Many, since most of them wait for
 * their turn at Zoom, where the urgent goes first.
 */
const PLACES: Places = { all: 128, urgent: 16 };
/** While much waits, this many places are filled together: claiming looks at a thousand wishes. */
const FILLED_TOGETHER = 24;

/** Carries out what is due, the urgent first, one at a time for each of its lanes, until nothing is left or it is not to go on. Says how many. */
export async function runCommands(world: World, neighbours: Neighbours, process: string, round: Round = TO_THE_END): Promise<number> {
  const underWay = new Map<string, Promise<void>>();
  const begin = (command: Command): void => {
    const name = nameOf(command);
    const work = carryOut(world, neighbours, command).finally(() => underWay.get(name) === work && underWay.delete(name));
    underWay.set(name, work);
  };
  let turn = 0;
  /** Only the latest of them goes on waiting: those that `later` overtook would all look at every end. */
  const someRoom = async (): Promise<void> => {
    const mine = ++turn;
    do await Promise.race(underWay.values());
    while (mine === turn && underWay.size > PLACES.all - FILLED_TOGETHER);
  };
  let begun = 0;
  try {
    while (round.goesOn()) {
      const free = { all: PLACES.all - underWay.size, urgent: PLACES.all + PLACES.urgent - underWay.size };
      const commands = await claim(world.db, process, world.clock.now(), free, new Set(underWay.keys()));
      for (const command of commands) begin(command);
      begun += commands.length;
      if (underWay.size === 0) return begun;
      const moreWaits = commands.length >= free.all;
      await (moreWaits ? Promise.race([someRoom(), round.later()]) : Promise.race([...underWay.values(), round.woken()]));
    }
  } finally {
    await Promise.all(underWay.values());
  }
  return begun;
}

/** Its calls to Zoom go by the urgency of the command. */
const inItsTurn = (world: World, { urgency }: Command): World => ({
  ...world,
  zoomOf: (institutionId, _, connectionId) => world.zoomOf(institutionId, urgency, connectionId),
});

/** Never throws: what could not even be written down is taken again by this process, which has it in hand no longer. */
async function carryOut(world: World, neighbours: Neighbours, command: Command): Promise<void> {
  const surprise = (error: unknown): void =>
    world.log.error("a command threw", { command: command.key, error: String(error), stack: error instanceof Error ? error.stack : "" });
  try {
    if (command.does === "secureRoom") await secureRoom(inItsTurn(world, command), command);
    else await finish(world, command, await perform(world, neighbours, command));
  } catch (error) {
    if (!(error instanceof ZoomError)) surprise(error);
    await fail(world, neighbours, command, error).catch(surprise);
  }
}

async function perform(world: World, neighbours: Neighbours, command: Command): Promise<Effect> {
  const performers: Record<string, Performer> = {
    ensureMeeting,
    removeStray,
    ensureEnded,
    ensureClosed,
    watch: watch(neighbours),
    ensureAlternativeHost,
    relocate: relocate(neighbours),
    ...neighbours.performers,
  };
  const session = await sessionById(world.db, command.institutionId, command.sessionId!);
  if (session === null) return done();
  if (command.step !== null && session.revision !== command.revision) return done(); // a newer revision has wished anew
  if (command.usefulUntil !== null && world.clock.now() >= command.usefulUntil) return done({ tooLate: true });
  const room = session.roomId === null ? null : await roomById(world.db, session.institutionId, session.roomId);
  const performer = performers[command.does];
  if (performer === undefined) throw new Error(`nobody performs ${command.does}`);
  return performer(inItsTurn(world, command), command, session, room);
}

/** Facts always, the step only for the revision that wished it, and the session looks at itself again at once, unless a look at Zoom found nothing new. */
async function finish(world: World, command: Command, effect: Effect): Promise<void> {
  const now = world.clock.now();
  const isNews = await world.db.transaction(async (tx) => {
    const session = await lockSession(tx, command.institutionId, command.sessionId!);
    const ours = effect.againAt === null ? await commandDone(tx, command, now) : await commandAgain(tx, command, effect.againAt);
    if (!ours || session === null) return true;
    let s = effect.facts?.(session) ?? session;
    if (command.does === "watch" && effect.room === undefined && effect.againAt === null && nothingNew(session, s)) {
      if (s.live !== null) await saveLook(tx, s);
      return false;
    }
    const same = s.revision === command.revision;
    if (command.step !== null && same && effect.againAt === null) s = { ...s, steps: { ...s.steps, [command.step]: endState(now, effect) } };
    else if (command.step !== null && same && s.steps[command.step as StepName].is === "failed")
      s = { ...s, steps: { ...s.steps, [command.step]: startedAgain(s.steps[command.step as StepName], now) } };
    if (effect.room !== undefined && s.roomId !== null) {
      const [room] = await lockRooms(tx, s.institutionId, [s.roomId]);
      if (room !== undefined) await saveHolder(tx, effect.room(room));
    }
    await effect.also?.(tx, s);
    await saveSession(tx, s, now);
    return true;
  });
  if (isNews) world.poke([...WHAT_IS_DUE, "upkeep"]);
}

function startedAgain(state: StepState, now: Instant): StepState {
  const note = notedOf(state);
  return { is: "started", at: now, ...(note === null ? {} : { note }) };
}

/** Kept with its reason, tried again in time; whoever waits for it sees why. */
async function fail(world: World, neighbours: Neighbours, command: Command, error: unknown): Promise<void> {
  const now = world.clock.now();
  const next = retryAt(command, error, now, world.random.unit());
  const kind = error instanceof ZoomError ? error.kind : "unexpected"; // a fault in Bedel; its log tells more
  const message = error instanceof ZoomError ? error.message : "";
  await world.db.transaction(async (tx) => {
    const session = command.sessionId === null ? null : await lockSession(tx, command.institutionId, command.sessionId);
    const stale = session !== null && command.step !== null && session.revision !== command.revision;
    if (stale) return void (await commandDone(tx, command, now));
    const service = isOfTheConnection(error) ? (await servicesOf(tx, command.institutionId))({ via: session?.via ?? null }) : "connected";
    if (service === "disconnected" || service === "reconnect needed") return unserved(tx, command, session, service, now);
    if (!(await commandFailed(tx, command, { kind, message: cut(message, 300), at: now }, next))) return;
    if (session === null || command.step === null) return;
    const step = command.step as StepName;
    const note = notedOf(session.steps[step]);
    const failed: Extract<StepState, { is: "failed" }> = { is: "failed", at: now, because: kind, retryAt: next, ...(note === null ? {} : { note }) };
    const failing = { ...session, steps: { ...session.steps, [step]: failed } };
    await (isFailingAsBefore(session.steps[step], failed) ? saveSteps(tx, failing) : saveSession(tx, failing, now));
    if (isAlarming(command, error, next, dueAt(session, step))) await alarm(tx, world, neighbours, session.id, command, { because: kind, retryAt: next });
  });
}

/** Only later: while Zoom is away for hours each of its sessions would be decided about every minute, and nothing would come of it. */
const isFailingAsBefore = (before: StepState, failed: Extract<StepState, { is: "failed" }>): boolean =>
  before.is === "failed" && before.because === failed.because && before.note === failed.note;

/** Zoom refuses what the connection's account or person may have lost. */
const isOfTheConnection = (error: unknown): boolean => error instanceof ZoomError && ["reconnect", "disconnected", "permission"].includes(error.kind);

/** Nothing is tried again, and nobody alarmed, while its connection does not serve: that is told once, and whoever reconnects brings it back. */
async function unserved(tx: Tx, command: Command, session: Session | null, service: "disconnected" | "reconnect needed", now: Instant): Promise<void> {
  const trouble = { kind: service === "disconnected" ? UNSERVED[1] : UNSERVED[0], message: "", at: now };
  const step = command.step as StepName | null;
  if (session === null || step === null) return void (await commandFailed(tx, command, trouble, null));
  if (!(await commandDone(tx, command, now))) return;
  const note = notedOf(session.steps[step]);
  const held: StepState = { is: "held", at: now, until: "connected", ...(note === null ? {} : { note }) };
  await saveSession(tx, { ...session, steps: { ...session.steps, [step]: held } }, now);
}

/** One mail for each step that may miss its time, however often it fails. */
async function alarm(
  tx: Tx,
  world: World,
  neighbours: Neighbours,
  sessionId: string,
  command: Command,
  why: { because: string; retryAt: Instant | null },
): Promise<void> {
  const session = await sessionById(tx, command.institutionId, sessionId);
  if (session === null) return;
  const context = await mailContext(tx, world, command.institutionId);
  await sendMail(tx, world, neighbours, session, alarmOf(session, world.origin, command.step as StepName, command.madeAt, why), context);
}
