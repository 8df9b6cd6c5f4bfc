import { z } from "zod";
import { freshId, revision } from "../lib/shapes.ts";
import { line, neededLine } from "../lib/text.ts";

export const standingLink = z.enum(["personal meeting", "meeting without fixed time"]);
export const farewell = z.enum(["nothing", "take the licence", "deactivate", "unlink"]);
const email = z.email().max(128);

/** Sessions to come if it were retired now. They move, stay until they are over, or stay because no other room can take them. */
const sessionsLeft = z.object({ moving: z.number(), untilOver: z.number(), homeless: z.number() });
/** `untold`: what becomes of so many more is not foreseen, for they are too many. */
const sessionsForeseen = sessionsLeft.extend({ untold: z.number() });

/** A row of an external database: by one of its mapped tables, and the key in it. */
export const rowPlace = z.object({ tableId: z.uuid(), key: z.string().min(1).max(400) });

/** Beside each column its value now and afterwards; columns that are not mapped are left out. */
export const rowPreview = z.object({
  table: z.string(),
  key: z.string(),
  /** Message key under `refusals.` where the row can't be written: not found, found twice, not reachable, too short … */
  trouble: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  columns: z.array(z.object({ what: z.enum(["link", "name", "code", "passcode"]), column: z.string(), before: z.string().nullable(), after: z.string().nullable(), hidden: z.boolean() })),
}); // prettier-ignore
export type RowPreview = z.infer<typeof rowPreview>;

/** What an address is already, as far as Bedel knows: of a user of the account, with what becomes of the password (`performing/address.ts`). */
const address = z.enum(["new", "user", "user by other ways", "user unread", "room", "member", "administrator"]);
/** Licences of the Zoom account: in use, and left; null: Zoom does not tell. */
const seats = z.object({ used: z.number(), left: z.number().nullable() });

/** POST /api/classrooms : what a new classroom needs. With `replaces` it takes another's place, and its rows where none are named. Its run has the same id. */
export const newClassroom = z.object({
  id: freshId,
  name: neededLine(120),
  code: line(60),
  email,
  firstName: neededLine(64),
  lastName: line(64),
  licence: z.boolean(),
  standing: standingLink,
  /** The row that publishes it, and the row that holds its passcode, if that is another. */
  link: rowPlace.nullable(),
  passcode: rowPlace.nullable(),
  replaces: z.uuid().nullable(),
  /** What becomes of the Zoom user of the classroom that it replaces. */
  farewell,
  /** What the preview answered as `seen`: refused where the rows hold something else by now. Null: nobody looked. */
  seen: z.string().max(100).nullable(),
  /** That an address which is a Zoom user or a room already is meant: it is called otherwise then, and opens with another password. Refused without; where only Zoom knows of the user, the run waits for that yes. */
  confirmed: z.boolean().default(false),
});
export type NewClassroom = z.infer<typeof newClassroom>;
/** POST /api/classrooms/preview answers the same for what would be written. */
export const newClassroomPreview = z.object({
  seen: z.string(),
  rows: z.array(rowPreview),
  /** Rows of the one that it replaces and does not take over. */
  emptied: z.array(z.object({ table: z.string(), key: z.string() })),
  /** Of the one that it replaces. */
  sessions: sessionsForeseen,
  seats,
  address,
  /** With a licence it is a room too, that takes sessions; otherwise it takes none. */
  becomesRoom: z.boolean(),
});

const values = z.record(z.string(), z.union([z.string(), z.number()]));
const placeNamed = z.object({ table: z.string(), key: z.string() });
/** `isToCome`: it is not written yet. */
const placeWritten = placeNamed.extend({ isToCome: z.boolean() });

/** Why nobody can tell when a list is done: a message key under `runs.why.`. */
export const heldBy = z.enum(["zoom_paused", "zoom_disconnected"]).nullable();

/**
 * POST /api/classrooms/many : CSV with email, first name, last name, name, code, key, passcode key, replaces; of `replace classroom` each line says which one it
 * replaces, and comes with it first. `preview`: nothing is done. `seen`: by line what the preview answered as such, as for a single one.
 */
export const manyClassrooms = z.object({
  batchId: freshId,
  what: z.enum(["new classroom", "replace classroom"]).default("new classroom"),
  text: z.string().max(2_000_000),
  preview: z.boolean(),
  linkTableId: z.uuid().nullable(),
  passcodeTableId: z.uuid().nullable(),
  standing: standingLink,
  licence: z.boolean(),
  farewell,
  seen: z.record(z.string().max(10), z.string().max(100)).default({}),
  /** As of one classroom: addresses that were shown as a Zoom user's or a room's already, and are meant. What came to be one since is not. */
  confirmed: z.array(z.string().max(128)).max(500).default([]),
});
/** `because`: message key under `refusals` why it is left out. `isAsked`: it is asked for, by now or before. */
const judgedLine = { line: z.number(), email: z.string(), name: z.string(), because: z.string().nullable(), values, isAsked: z.boolean() };
export const manyAnswer = z.object({
  lines: z.array(
    z.object({
      ...judgedLine,
      /** Name of the classroom that it replaces, and its sessions if all of the file were asked for now. */
      replaces: z.string().nullable(),
      sessions: sessionsForeseen,
      rows: z.array(rowPreview),
      seen: z.string().nullable(),
      address,
      becomesRoom: z.boolean(),
    }),
  ),
  asked: z.number(),
  /** As in GET /api/runs?batch= : when all will be done, and when Zoom will have invited the last. */
  expectedAt: z.string().nullable(),
  invitedBy: z.string().nullable(),
  heldBy,
  /** `needed`: of the lines that are good, those whose Zoom user has no licence yet. */
  seats: seats.extend({ needed: z.number() }),
});

/** POST /api/classrooms/:id/farewell : what becomes of the Zoom user of one that was replaced or retired before. */
export const sayFarewell = z.object({ runId: freshId, farewell: farewell.exclude(["nothing"]) });
/** GET /api/classrooms/:id/farewells, for whoever retires or replaces it: message keys under `refusals.` why each can't be done with its Zoom user. */
export const farewells = z.object({ whyNot: z.record(farewell, z.string().nullable()) });
/** GET /api/classrooms/:id/retiring */
export const retiringPreview = sessionsLeft;

/** POST /api/classrooms/many/changes : CSV with classroom (or name, code, email) and passcode. `preview`: nothing is done. `farewell`: of those that are retired. */
export const manyChanges = z.object({
  batchId: freshId,
  what: z.enum(["change passcode", "retire classroom"]),
  text: z.string().max(2_000_000),
  preview: z.boolean(),
  farewell,
});
export const manyChangesAnswer = z.object({
  lines: z.array(
    z.object({
      ...judgedLine,
      linkRow: placeNamed.nullable(),
      passcodeRow: placeNamed.nullable(),
      /** Whether the file names its new passcode; else Bedel chooses one. */
      ownPasscode: z.boolean(),
      /** If all of the file were retired now. */
      sessions: sessionsForeseen,
    }),
  ),
  asked: z.number(),
  expectedAt: z.string().nullable(),
  heldBy,
});

const shown = { value: z.string().nullable(), isHidden: z.boolean() };
/** GET /api/runs/:id/undoing, of a replacing that can be taken back: what that does. */
export const undoingPreview = z.object({
  /**
   * What each row shows again, and what it shows now; `now` null: it could not be read, `trouble` says why (message key under `refusals.`). `value` null: nothing, unless
   * `isHidden`: something that is not shown. Of a link it is its host. `isChanged`: somebody wrote something else there than Bedel. `table` null: it is mapped no more.
   */
  rows: z.array(
    z.object({
      table: z.string().nullable(),
      key: z.string(),
      trouble: z.string().nullable(),
      values,
      columns: z.array(z.object({ what: z.enum(["link", "name", "code", "passcode"]), ...shown, now: z.object(shown).nullable(), isChanged: z.boolean() })),
    }),
  ),
  /** The classroom got another passcode since, which then counts no more. */
  isPasscodeLost: z.boolean(),
  /** The former was in use before: its passcode is set in Zoom again, and its meeting made anew where it is gone there. */
  opensAgain: z.boolean(),
  /** The classroom that goes is a room, whose sessions to come go elsewhere. */
  movesSessions: z.boolean(),
  /** Licences of the Zoom account, one of which the former Zoom user needs again before anything is taken back; null: it has one, or had none. */
  seats: seats.nullable(),
  former: z.object({ name: z.string(), email: z.string() }),
  next: z.object({ name: z.string(), email: z.string() }),
  /** Stands for what those rows are called that the former gets back. */
  seen: z.string(),
});
export type UndoingPreview = z.infer<typeof undoingPreview>;

/** What people meet while things are apart because of a run: message key under `letters.runs_stopped.met`, and in short under `classrooms.halfway`. */
export const met = z.enum(["zoom_unknown", "zoom_ahead", "passcode_behind", "link_behind", "row_behind", "name_behind", "row_full"]);

export const classroomView = z.object({
  id: z.string(),
  revision: z.number(),
  name: z.string(),
  code: z.string(),
  email: z.string(),
  state: z.enum(["being made", "in use", "replaced", "retired"]),
  roomId: z.string().nullable(),
  standing: standingLink.nullable(),
  /** Join address with the passcode in it, and the passcode: for administrators. */
  link: z.string().nullable(),
  passcode: z.string().nullable(),
  /** Where students see it, or will as soon as its run gets there; null: nowhere, or no more. */
  linkRow: placeWritten.nullable(),
  passcodeRow: placeWritten.nullable(),
  passcodeDays: z.number().nullable(),
  /** `03:00`: when on those days, on the institution's clock. */
  passcodeAt: z.string(),
  passcodeDueAt: z.string().nullable(),
  mailbox: z.object({ id: z.string(), trouble: z.string().nullable() }).nullable(),
  /** The run that is about it now, or was last. `met`: what people meet meanwhile, where it is halfway and something stands in its way. */
  run: z.object({ id: z.string(), kind: z.string(), state: z.string(), because: z.string().nullable(), met: met.nullable() }).nullable(),
  drifts: z.number(),
  whyNot: z.object({
    rename: z.string().nullable(),
    passcode: z.string().nullable(),
    replace: z.string().nullable(),
    publish: z.string().nullable(),
    retire: z.string().nullable(),
    /** To let go of the Zoom user of one that is former. */
    farewell: z.string().nullable(),
  }),
});
export type ClassroomView = z.infer<typeof classroomView>;
/** Runs of the institution that are not over, of classrooms and of Zoom users; `stuck`: those among them that need somebody. */
export const notDone = z.object({ all: z.number(), stuck: z.number() });
export type NotDone = z.infer<typeof notDone>;
/** GET /api/classrooms */
export const classroomList = z.object({ classrooms: z.array(classroomView), notDone, whyNotMake: z.string().nullable() });
export type ClassroomList = z.infer<typeof classroomList>;

/** PUT /api/classrooms/:id : what may be changed without Zoom. */
export const changeClassroom = z.object({
  revision,
  passcodeDays: z.number().int().min(1).max(365).nullable(),
  passcodeAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default("03:00"),
});
const called = { name: neededLine(120), code: line(60) };
/** POST /api/classrooms/:id/name/preview */
export const nameWanted = z.object(called);
export const namePreview = z.object({ seen: z.string(), rows: z.array(rowPreview) });
/** POST /api/classrooms/:id/name : `seen` as the preview answered it. */
export const changeName = z.object({ runId: freshId, ...called, seen: z.string().max(100).nullable() });
const rows = { link: rowPlace.nullable(), passcode: rowPlace.nullable() };
/** POST /api/classrooms/:id/rows/preview answers as `namePreview`. */
export const rowsWanted = z.object(rows);
/** POST /api/classrooms/:id/rows : a row for its link, for its passcode, or for both, of one that has none there. `seen` as the preview answered it. */
export const publishInRows = z.object({ runId: freshId, ...rows, seen: z.string().max(100).nullable() });
/** POST /api/classrooms/:id/passcode : null: Bedel chooses one. 6 to 10 characters. */
export const changePasscode = z.object({ runId: freshId, passcode: z.string().min(1).max(10).nullable() });
/** POST /api/classrooms/:id/retire */
export const retireClassroom = z.object({ runId: freshId, farewell });
