import { expect, test } from "vitest";
import { instant } from "../../lib/time.ts";
import { endOfRows } from "./writing.ts";

const NOW = instant("2027-03-01T08:00:00Z");
const place = { tableId: "00000000-0000-4000-8000-0000000000e2", key: "A1" };

test.each(["row_locked", "wrong_password", "nobody_there"])("why a row can't be reached is told with the step that waits for it: %s", (because) => {
  expect(endOfRows([{ place, table: "Claves", standing: { is: "away", because } }], "change passcode", 1, NOW, NOW)).toMatchObject({
    ...{ is: "waits", because: "database_away" },
    values: { table: "Claves", key: "A1", found: because },
  });
});
