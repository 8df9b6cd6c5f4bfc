/** What was found of a mapping when it was looked at. */
export type Look = {
  schema: boolean;
  /** Null: there is no such table. */
  table: { kind: "table" | "view" | "another thing"; owns: boolean; inserts: boolean; deletes: boolean } | null;
  columns: readonly Column[];
  /** Whether a key can name two rows. */
  unique: "never two" | "not two now" | "two" | "unread";
  role: { superuser: boolean; owns: boolean; writesElsewhere: number };
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
