import { expect, test } from "vitest";
import type { Classroom, ClassroomState } from "./classroom.ts";
import { whoseUser } from "./whose-user.ts";

const classroom = (id: string, email: string, hostId: string | null, state: ClassroomState = "in use"): Classroom => ({
  ...{ institutionId: "i", id, revision: 1, name: id, code: "", email, firstName: null, lastName: null, hostId, roomId: null, state },
  ...{
    meetingId: null,
    meetingIsPersonal: null,
    sealed: null,
    link: null,
    passcode: null,
    passcodeDays: null,
    passcodeAt: "03:00",
    passcodeDueAt: null,
    madeAt: 0 as never,
  },
});

test("a Zoom user is an open classroom's by number or by address, but for the one that lets go of it", () => {
  const all = [classroom("goes", "a@u.example", "h1"), classroom("gone", "b@u.example", "h1", "replaced"), classroom("new", "A@u.example", null, "being made")];
  expect(whoseUser(all, { hostId: "h1", email: null }, ["goes"])).toBeNull();
  expect(whoseUser(all, { hostId: "h1", email: null }, [])?.id).toBe("goes");
  expect(whoseUser(all, { hostId: "h1", email: "a@U.example" }, ["goes"])?.id).toBe("new");
  expect(whoseUser(all, { hostId: null, email: null }, [])).toBeNull();
  expect(whoseUser(all, { hostId: "h2", email: "b@u.example" }, [])).toBeNull();
});
