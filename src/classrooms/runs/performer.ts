import type { Instant } from "../../lib/time.ts";
import type { World } from "../../world.ts";
import type { Asked, Facts, RunSecrets } from "./facts.ts";
import type { Run, StepEnd } from "./run.ts";

/** What a step works with. */
export type AtWork = {
  run: Run;
  asked: Asked;
  facts: Facts;
  secrets: RunSecrets;
  now: Instant;
  /** How often this step was tried by now, this time included. */
  tries: number;
  /**
   * Writes down what must outlive a crash, before the call that depends on it: an intent, a password that is about to be set. Throws `Overtaken`
   * where another process has the run now: then nothing may be done any more.
   */
  keep(more: { facts?: Facts; secrets?: RunSecrets }): Promise<void>;
  /** As `keep`, before what must not be left halfway. Throws `Stopped`, and keeps nothing, where somebody has stopped the run meanwhile. */
  intend(more: { facts?: Facts; secrets?: RunSecrets }): Promise<void>;
};

/** Carries out one step, as an *ensure*: it looks first, does what is missing, and reads back. What it throws is a trouble that may pass. */
export type PerformStep = (world: World, at: AtWork) => Promise<StepResult>;
/** `facts`, `secrets`: added to those that there are. */
export type StepResult = { end: StepEnd; facts?: Facts; secrets?: RunSecrets };

export class Overtaken extends Error {}
export class Stopped extends Error {}
/** The institution does not let Bedel make or change Zoom users: the step waits until it does. */
export class ProvisioningOff extends Error {}

/** The connection is paused, and the step would make something new in Zoom: it waits until that is resumed. */
export class Paused extends Error {}

export const done = (more: Omit<StepResult, "end"> = {}): StepResult => ({ ...more, end: { is: "done" } });
