import { DatabaseSync } from "node:sqlite";

/** One kind of document, kept whole in memory and written through. `by` finds documents by a key that never changes. */
export type Shelf<T> = {
  get(id: string | number): T | undefined;
  put(id: string | number, document: T): T;
  drop(id: string | number): void;
  all(): IterableIterator<T>;
  by(key: string | number): T[];
  size(): number;
};

export type Store = {
  shelf<T>(kind: string, key?: (document: T) => string | number): Shelf<T>;
  /** Everything put inside is on disk before this returns, all or nothing. */
  atomically<T>(work: () => T): T;
  close(): void;
};

type Dirty = Map<string, { kind: string; id: string; document: unknown }>;

/** `file` null keeps everything in memory only. WAL without fsync: survives SIGKILL, not a power cut, which is all a stand-in needs. */
export function openStore(file: string | null): Store {
  const database = file === null ? null : openDatabase(file);
  const dirty: Dirty = new Map();
  let depth = 0;

  const flush = (): void => {
    if (database !== null && dirty.size > 0) write(database, dirty);
    dirty.clear();
  };
  const touch = (kind: string, id: string, document: unknown): void => {
    if (database === null) return;
    dirty.set(`${kind}/${id}`, { kind, id, document });
    if (depth === 0) flush();
  };

  return {
    shelf: (kind, key) => shelf(kind, database === null ? [] : database.read(kind), touch, key ?? null),
    atomically: (work) => {
      depth += 1;
      try {
        return work();
      } finally {
        depth -= 1;
        if (depth === 0) flush();
      }
    },
    close: () => {
      flush();
      database?.close();
    },
  };
}

function shelf<T>(
  kind: string,
  stored: { id: string; document: unknown }[],
  touch: (kind: string, id: string, document: unknown) => void,
  key: ((document: T) => string | number) | null,
): Shelf<T> {
  const documents = new Map<string, T>();
  const index = new Map<string | number, Map<string, T>>();
  const place = (id: string, document: T): void => {
    documents.set(id, document);
    if (key === null) return;
    const place = key(document);
    const group = index.get(place) ?? new Map<string, T>();
    index.set(place, group.set(id, document));
  };
  for (const { id, document } of stored) place(id, document as T);

  return {
    get: (id) => documents.get(String(id)),
    put: (id, document) => {
      place(String(id), document);
      touch(kind, String(id), document);
      return document;
    },
    drop: (id) => {
      const document = documents.get(String(id));
      if (document === undefined) return;
      documents.delete(String(id));
      if (key !== null) index.get(key(document))?.delete(String(id));
      touch(kind, String(id), undefined);
    },
    all: () => documents.values(),
    by: (place) => [...(index.get(place)?.values() ?? [])],
    size: () => documents.size,
  };
}

type Database = {
  read(kind: string): { id: string; document: unknown }[];
  begin(): void;
  put(kind: string, id: string, body: string): void;
  drop(kind: string, id: string): void;
  commit(): void;
  rollback(): void;
  close(): void;
};

function openDatabase(file: string): Database {
  const db = new DatabaseSync(file);
  db.exec("pragma journal_mode = wal; pragma synchronous = off");
  db.exec("create table if not exists documents (kind text not null, id text not null, body text not null, primary key (kind, id))");
  // By rowid, which an update keeps: documents come back in the order in which they came to be.
  const read = db.prepare("select id, body from documents where kind = ? order by rowid");
  const put = db.prepare("insert into documents (kind, id, body) values (?, ?, ?) on conflict (kind, id) do update set body = excluded.body");
  const drop = db.prepare("delete from documents where kind = ? and id = ?");
  return {
    read: (kind) => read.all(kind).map((row) => ({ id: String(row["id"]), document: JSON.parse(String(row["body"])) as unknown })),
    begin: () => db.exec("begin"),
    put: (kind, id, body) => void put.run(kind, id, body),
    drop: (kind, id) => void drop.run(kind, id),
    commit: () => db.exec("commit"),
    rollback: () => db.exec("rollback"),
    close: () => db.close(),
  };
}

/** What can't be written (a full disk, a document that is no JSON) stays dirty, and the next time is a fresh try. */
function write(database: Database, dirty: Dirty): void {
  database.begin();
  try {
    for (const { kind, id, document } of dirty.values()) {
      if (document === undefined) database.drop(kind, id);
      else database.put(kind, id, JSON.stringify(document));
    }
    database.commit();
  } catch (error) {
    database.rollback();
    throw error;
  }
}
