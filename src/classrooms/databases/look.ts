/** What was found of a mapping when it was looked at. */
export type Look = {
  schema: boolean;
  /** Null: there is no such table. */
  table: {
    kind: "table" | "view" | "another thing";
    owns: boolean;
    inserts: boolean;
    deletes: boolean;
    empties: boolean;
    refers: boolean;
    triggers: boolean;
    /** It may give rights in the table or its schema to others. */
    handsOn: boolean;
  } | null;
  columns: readonly Column[];
  /** Whether a key can name two rows. */
  unique: "never two" | "not two now" | "two" | "unread";
  role: RoleLook;
};

/** How many there are, and the names of the first few. */
export type Some = { n: number; names: readonly string[] };

/** What the role may do besides, of all that was looked at. Tables that are mapped are no part of it: each is judged by its own mapping. */
export type RoleLook = {
  superuser: boolean;
  makesRoles: boolean;
  makesDatabases: boolean;
  replicates: boolean;
  passesRowSecurity: boolean;
  /** The database itself. */
  owns: boolean;
  createsSchemas: boolean;
  memberOf: Some;
  ownsElsewhere: Some;
  readsElsewhere: Some;
  writesElsewhere: Some;
  /** Schemas in which it may create things; `everybodyCreatesIn`: because everybody may. */
  createsIn: Some;
  everybodyCreatesIn: Some;
  /** Functions that act with the rights of whoever made them. */
  runsAsOthers: Some;
};

export type Column = {
  name: string;
  type: string;
  /** Characters; null: as many as there are, or it holds no text. */
  longest: number | null;
  isText: boolean;
  isComputed: boolean;
  mayRead: boolean;
  mayWrite: boolean;
};
