import { expect, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aWorld } from "../../test/world.ts";
import { days, minutes } from "../lib/time.ts";
import { listens, made, place, published, stepsOf, theClassroom } from "./classrooms.fixtures.ts";

const NEXT = { name: "Aula 20", code: "A20", email: "aula.20@universidad.example", link: null, passcode: null } as const;

eachDatabase((_, open) => {
  test.each(["personal meeting", "meeting without fixed time"] as const)(
    "with a %s, no session moves while nobody can say whether the row can be written",
    async (standing) => {
      await using w = await aWorld(await open(), { rooms: 1 });
      const f = await published(w);
      const room = w.rooms[0]!;
      const session = await w.ask({ start: (w.clock.now() + days(2)) as never });
      const old = await made(w, { email: room.email, ...place("102"), name: "Aula 2" });
      await w.pass(minutes(5));
      await w.control("account", { seats: { paid: 1 } });
      const next = await made(w, { ...NEXT, standing, name: "Aula de doctorado", replaces: old.id });
      await w.pass(minutes(5));
      const port = await listens(w, 1);
      await f.run("alter table negocio.sga_espacios alter column nombre type varchar(10)");
      await w.control("account", { seats: { paid: 9 } });
      await w.pass(minutes(70));
      const away = await stepsOf(w, next.id);
      await listens(w, port);
      await w.pass(minutes(70));
      expect([
        away.slice(-4),
        (await stepsOf(w, next.id)).slice(-4),
        (await w.session(session)).roomId === room.id,
        (await theClassroom(w, old.id)).state,
      ]).toEqual([
        away.slice(-4),
        ["set_passcode failed (row_too_long)", "move_sessions to come", "write_rows to come", "retire_user to come"],
        true,
        "in use",
      ]);
    },
  );
});
