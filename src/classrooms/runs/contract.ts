import { z } from "zod";
import { freshId } from "../../lib/shapes.ts";
import { farewell, met } from "../contract.ts";

export const runKind = z.enum([
  "zoom user",
  "new classroom",
  "replace classroom",
  "change passcode",
  "new meeting",
  "retire classroom",
  "rename classroom",
  "undo replacing",
  "leaving",
  "former user",
]);
export const runStepName = z.enum(["look_up", "make_user", "activation", "secure_user", "settle_user", "standing_link", "open_room", "set_passcode", "write_rows", "name_in_zoom", "move_sessions", "retire_user"]); // prettier-ignore
/** Values for a sentence of the message catalogue. */
const values = z.record(z.string(), z.union([z.string(), z.number()]));

export const runStepView = z.object({
  name: runStepName,
  /** `not done`: what it belongs to was stopped before. */
  state: z.enum(["to come", "under way", "waiting", "failed", "done", "skipped", "not done"]),
  /** Message key under `runs.why.`: what it waits for, or why it failed or was skipped. */
  because: z.string().nullable(),
  values,
  tries: z.number(),
  at: z.string().nullable(),
  /** When it goes on by itself. */
  retryAt: z.string().nullable(),
  /** Who began it anew. */
  by: z.string().nullable(),
  /** Of one that is done, what it did: message key under `runs.did.`; null: its name says it. */
  did: z.object({ what: z.string(), values }).nullable(),
});

/** What was asked for; what the kind of run does not need is null. */
const runAsked = z.object({
  /** Name of the classroom whose place it takes; empty: that one is known no more. */
  replaces: z.string().nullable(),
  /** Rows of external databases. `table` null: it is mapped no more. `isWritten`: it holds what was asked for. */
  rows: z.array(z.object({ table: z.string().nullable(), key: z.string(), holds: z.enum(["link", "passcode"]), isWritten: z.boolean() })),
  /** What becomes of the Zoom user who is needed no more. */
  farewell: farewell.nullable(),
  licence: z.boolean().nullable(),
  /** Of a rename: what it is to be called. */
  name: z.string().nullable(),
  code: z.string().nullable(),
});

export const runView = z.object({
  id: z.string(),
  kind: runKind,
  state: z.enum(["running", "stopped", "failed", "done"]),
  /** Name of the classroom, or of the person. */
  about: z.string(),
  email: z.string().nullable(),
  classroomId: z.string().nullable(),
  batchId: z.string().nullable(),
  by: z.string(),
  at: z.string(),
  endedAt: z.string().nullable(),
  /** Of one that is stopped: who did that, and by what; null where that was not kept yet. */
  stopped: z
    .object({ name: z.string(), at: z.string(), by: z.enum(["stopping", "undoing", "removing", "asking again", "wanted no more", "another account"]) })
    .nullable(),
  /** Of a replacing that was taken back: by which run, who asked for that, and when it was; while it is being taken back, when that was asked for. `isStill`: that has come to a stop. */
  undone: z.object({ runId: z.string(), by: z.string(), at: z.string(), isDone: z.boolean(), isStill: z.boolean() }).nullable(),
  asked: runAsked,
  /** How often Zoom was asked to invite again. */
  resent: z.number(),
  steps: z.array(runStepView),
  /** While a classroom's invitation waits: when Zoom's mail was seen in the attached mailbox; null: it was not. */
  mailCameAt: z.string().nullable(),
  /** Of one that is halfway, and that something stands in the way of; `isHeld`: it is not brought to its end before somebody says yes. */
  halfway: z.object({ met, isHeld: z.boolean() }).nullable(),
  /** Where somebody put something else into the row that it writes next: what was found there. A link is told by its host, a passcode not at all; `value` null: nothing, unless `isHidden`. */
  stands: z.array(z.object({ what: z.enum(["link", "name", "code", "passcode"]), value: z.string().nullable(), isHidden: z.boolean() })),
  /** Message keys under `refusals.`. */
  whyNot: z.object({
    retry: z.string().nullable(),
    stop: z.string().nullable(),
    undo: z.string().nullable(),
    letGo: z.string().nullable(),
    otherwise: z.string().nullable(),
  }),
});
export type RunView = z.infer<typeof runView>;
export type RunStepView = z.infer<typeof runStepView>;

/** POST /api/runs/:id/retry : why its present step stands still as it was told to whoever decides it, and since when; null: nothing was told. */
export const retry = z.object({ because: z.string().max(60).nullable(), at: z.string().max(40).nullable() });
export type Retry = z.infer<typeof retry>;

/** POST /api/runs/retry, /api/runs/stop : many of one file together, or whatever they come from, each with what was told of it; a file has no more. */
export const these = z.object({
  batchId: freshId.nullable(),
  those: z
    .array(retry.extend({ id: freshId }))
    .min(1)
    .max(1000),
});

/** POST /api/runs/:id/let-go : without the row that hinders it, as it was told to whoever decides it. */
export const letGo = z.object({ place: z.string().max(500), because: z.string().max(60) });

/** POST /api/runs/:id/undo : `seen` as the preview answered it: refused where a row is called otherwise by now. Null: nobody looked. */
export const undoing = z.object({ runId: freshId, seen: z.string().max(100).nullable().default(null) });

/** POST /api/runs/:id/otherwise : what is done with the user who is needed no more instead, and why it stands still as that was told. */
export const otherwise = z.object({ farewell, because: z.string().max(60) });

/** GET /api/runs?batch=&classroom=&open=true : the latest 200; of a classroom also those in which another takes its place; `open`: of those that are not over. */
export const runList = z.object({
  runs: z.array(runView),
  /**
   * Of one file: how many are over, of how many Zoom's invitation waits, how many Zoom users are active, and when the last will be, as far as Zoom's limits tell; null: that depends on people. `invitedBy`: when Zoom will have
   * invited the last of them; null: nobody is left to invite, or nobody can tell.
   */
  batch: z
    .object({
      ...{ all: z.number(), done: z.number(), failed: z.number(), invited: z.number(), active: z.number() },
      expectedAt: z.string().nullable(),
      /** On whom that depends, where nobody can tell. */
      waitsFor: z.enum(["invitations", "somebody"]).nullable(),
      invitedBy: z.string().nullable(),
    })
    .nullable(),
});
export type RunList = z.infer<typeof runList>;
/** All of the file as it is then. `left`: those of which it was not done, with a message key under `refusals.`; `revision_conflict`: it had changed meanwhile. */
export const theseDone = runList.extend({ left: z.array(z.object({ id: z.string(), because: z.string() })) });

/** GET /api/runs/:id/activation : read from the attached mailbox there and then, for administrators. POST /api/runs/:id/stop, /resend. */
export const activation = z.object({
  /** The address in Zoom's activation mail; null: none has come, or no mailbox is attached. */
  address: z.string().nullable(),
  cameAt: z.string().nullable(),
  /** Message key under `runs.why.` where the mailbox can't be read. */
  trouble: z.string().nullable(),
});
