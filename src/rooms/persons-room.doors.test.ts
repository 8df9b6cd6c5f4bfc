import { expect, onTestFinished, test } from "vitest";
import { eachDatabase } from "../../test/support/databases.ts";
import { aMember, aWorld } from "../../test/world.ts";
import { refusalText } from "../notices/refusal-text.ts";
import { newApp } from "../platform/http.ts";
import { upstairs } from "../sessions/showing/wiring-actions.ts";
import { roomRoutes } from "./routes.ts";

eachDatabase((_, open) => {
  test("a member's own Zoom user becomes a room only where that is said to be meant, for its password goes", async () => {
    await using w = await aWorld(await open(), { rooms: 2 });
    const [mine, nobodys] = await Promise.all(w.rooms.map((one) => w.room(one.id)));
    const app = await newApp({ log: w.log, words: refusalText, reader: () => "en", frameSelf: false });
    app.addHook("onRequest", async (request) => void (request.member = w.admin));
    roomRoutes(app, w, upstairs(w, w.neighbours));
    onTestFinished(() => app.close().then(() => undefined));
    const who = { institutionId: w.institutionId, id: w.random.uuid(), name: "Inés", email: mine!.email.toUpperCase(), role: "organizer" } as const;
    await aMember(w.db, who);
    const turn = async (room: { id: string }, body: object) => {
      const { revision } = await w.room(room.id);
      return (await app.inject({ method: "PATCH", url: `/api/rooms/${room.id}`, payload: { ...body, revision } })).json();
    };
    for (const room of [mine!, nobodys!]) await turn(room, { active: false });
    expect(await turn(mine!, { active: true })).toMatchObject({ because: "room_is_persons", errors: [{ field: "active" }] });
    expect((await w.room(mine!.id)).active).toBe(false);
    expect(await turn(mine!, { active: true, confirmed: true })).toMatchObject({ active: true, person: "Inés" });
    expect(await turn(nobodys!, { active: true })).toMatchObject({ active: true, person: null });
  });
});
