import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

/** The least that a server of Node's on PostgreSQL can do: it asks the database one thing that costs nothing, and answers. */
const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 12 });
const server = createServer((request, answer) => {
  request.resume();
  request.once("end", () => void pool.query("select 1 as one").then(({ rows }) => answer.end(JSON.stringify(rows)), () => answer.writeHead(500).end())); // prettier-ignore
});
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
