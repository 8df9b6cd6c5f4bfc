import { expect, test } from "vitest";
import { likelyAmong } from "./likely.ts";

const known = (attendeeId: string, name: string, email = `${attendeeId}@uni.example`) => ({ attendeeId, name, email });
const LIST = [
  known("ana", "Ana Kowalska"),
  known("hugo", "Hugo Laurent", "hlaurent@uni.example"),
  known("zoe", "Zoë Åkesson Núñez"),
  known("ines", "Inés Ríos"),
];
const likely = (name: string, email: string | null = null, list = LIST) => {
  const found = likelyAmong(list)({ name, email });
  return found && [found.attendeeId, found.because];
};

test("one is likely whose name is the same but for accents, capitals and order", () => {
  expect(likely("kowalska, ANA")).toEqual(["ana", "same name"]);
  expect(likely("Zoe Akesson Nunez")).toEqual(["zoe", "same name"]);
});

test("or whose name is part of it, is nearly the same, or stands in the address", () => {
  expect(likely("Hugo")).toEqual(["hugo", "part of the name"]);
  expect(likely("Anna Kowalska")).toEqual(["ana", "similar name"]);
  expect(likely("HLaurent")).toEqual(["hugo", "name in the address"]);
  expect(likely("phone", "hlaurent@home.example")).toEqual(["hugo", "same address but its end"]);
});

test("nobody is likely for a name that says nothing, or that fits two", () => {
  expect(["", "iPhone", "Zoom user", "J", "🙂", "An"].map((name) => likely(name))).toEqual([null, null, null, null, null, null]);
  expect(likely("Ríos", null, [...LIST, known("ana2", "Ana Ríos")])).toBeNull();
  expect(likely("Ana Kowalska", null, [...LIST, known("twin", "Ana Kowalska")])).toBeNull();
});

test("who was offered for one guest says nothing of who is offered for the next", () => {
  const offer = likelyAmong(LIST);
  const told = ["Anna Kowalska", "Ana Kowalskaa", "Ana K", "Kowals"].map((name) => offer({ name, email: null })?.attendeeId ?? null);
  expect(told).toEqual(["ana", "ana", null, null]);
});

test("a name of ten thousand letters costs nobody anything, and thousands are told within the same walk", () => {
  expect(likely("x".repeat(10_000))).toBeNull();
  const many = Array.from({ length: 3000 }, (_, i) => known(`a${i}`, `Person${i} Surname${i % 50}`));
  const told = many.map((one) => likelyAmong(many.slice(0, 1))({ name: one.name, email: null }));
  expect(told.filter((one) => one?.attendeeId === "a0" && one.because === "same name")).toHaveLength(1);
});
