import { Alert, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Foreseen as Answer, PreviewedCourse } from "../../../src/courses/importing/contract.ts";
import { called, Names } from "./names.tsx";
import { Said } from "./said.tsx";

export type LookedFor = { data: Answer | undefined; isPending: boolean; isError: boolean };
export type Finds = Exclude<Answer["courses"][number]["dates"][number]["verdict"], "not free" | null>;

/** What each date finds, by the course's number in the preview and its wall time. Empty until it was looked for. */
export function verdictsOf(courses: readonly PreviewedCourse[], answer: Answer | undefined): ReadonlyMap<string, Finds> {
  const numbers = courses.flatMap(({ make }, number) => (make === null ? [] : [number]));
  const all = (answer?.courses ?? []).flatMap(({ dates }, i) => dates.map(({ date, verdict }) => [`${numbers[i]!} ${date}`, verdict] as const));
  return new Map(all.flatMap(([key, verdict]) => (verdict === null || verdict === "not free" ? [] : [[key, verdict] as const])));
}

/** Which dates would find a room, were these courses made now. */
export function Foreseen({ courses, rooms }: { courses: readonly PreviewedCourse[]; rooms: LookedFor }) {
  const t = useTranslations("importing");
  if (courses.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t("foreseen")}>
      <Title order={2} size="h5">
        {t("foreseen")}
      </Title>
      <div role="status">
        {rooms.isPending && (
          <Group gap="xs">
            <Loader size="xs" aria-hidden />
            <Text size="sm">{`${t("looking")} ${t("lookingMore")}`}</Text>
          </Group>
        )}
        {rooms.isError && <Text size="sm">{t("foreseenUnread")}</Text>}
        {rooms.data !== undefined && <Found courses={courses} answer={rooms.data} />}
      </div>
    </Stack>
  );
}

function Found({ courses, answer }: { courses: readonly PreviewedCourse[]; answer: Answer }) {
  const t = useTranslations("importing");
  const dates = answer.courses.flatMap((course) => course.dates);
  const count = (verdict: Finds): number => dates.filter((date) => date.verdict === verdict).length;
  const got = count("got") + count("rearranged");
  const said = [
    ...(got > 0 ? [t("wouldGet", { n: got })] : []),
    ...(count("rearranged") > 0 ? [t("wouldRearrange", { n: count("rearranged") })] : []),
    ...(count("hosted") > 0 ? [t("wouldHost", { n: count("hosted") })] : []),
  ];
  const looked = courses.slice(0, answer.courses.length).map((course, i) => ({ course, ...answer.courses[i]! }));
  const [seen, all] = [looked, courses.map((course) => ({ course }))].map((some) => some.reduce((sum, { course }) => sum + course.make!.dates.length, 0)) as [
    number,
    number,
  ];
  return (
    <Stack gap="xs">
      <Said all={said} />
      <Waiting looked={looked} n={count("waiting")} />
      <Refused looked={looked.filter(({ trouble }) => trouble !== null)} />
      <Text size="sm" c="dimmed">
        {seen < all ? `${t("foreseenPart", { n: seen, left: all - seen })} ${t("foreseenNow")}` : t("foreseenNow")}
      </Text>
    </Stack>
  );
}

type Looked = Answer["courses"][number] & { course: PreviewedCourse };

function Waiting({ looked, n }: { looked: readonly Looked[]; n: number }) {
  const t = useTranslations("importing");
  if (n === 0) return null;
  const waits = looked.map(({ course, dates }) => ({ course, all: dates.length, n: dates.filter(({ verdict }) => verdict === "waiting").length }));
  return (
    <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={t("wouldWait", { n })}>
      <Text size="sm" mb={4}>
        {t("wouldWaitMore")}
      </Text>
      <Names>
        {waits
          .filter((one) => one.n > 0)
          .map(({ course, all, n: own }, i) => (
            <Text key={i} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
              {t("waitOf", { course: called(course), n: own, all })}
            </Text>
          ))}
      </Names>
    </Alert>
  );
}

function Refused({ looked }: { looked: readonly Looked[] }) {
  const t = useTranslations("importing");
  if (looked.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<TriangleAlert aria-hidden />} title={t("troubles", { n: looked.length })}>
      <Names>
        {looked.map(({ course, trouble }, i) => (
          <Text key={i} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            <strong>{called(course)}</strong> — {trouble}
          </Text>
        ))}
      </Names>
    </Alert>
  );
}
