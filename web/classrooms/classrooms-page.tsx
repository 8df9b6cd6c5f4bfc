import { Alert, Checkbox, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, Presentation, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../src/classrooms/contract.ts";
import { ButtonLink } from "../shell/links.tsx";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble, useWhyNot } from "../shell/trouble.tsx";
import { FormerDialog } from "./changing/former-dialog.tsx";
import { NameDialog } from "./changing/name-dialog.tsx";
import { PasscodeDialog } from "./changing/passcode-dialog.tsx";
import { PublishDialog } from "./changing/publish-dialog.tsx";
import { RetireDialog } from "./changing/retire-dialog.tsx";
import { TimetableDialog } from "./changing/timetable-dialog.tsx";
import { ClassroomsList } from "./classrooms-list.tsx";
import type { Wanted } from "./line-actions.tsx";
import { NotDone } from "./not-done.tsx";
import { classroomsQuery } from "./queries.ts";

const isFormer = ({ state }: ClassroomView): boolean => state === "replaced" || state === "retired";

/** All classrooms, where each is published, and what is going on with it. */
export function ClassroomsPage() {
  const t = useTranslations("classrooms");
  const whyNot = useWhyNot();
  const { data, error, refetch } = useQuery(classroomsQuery);
  const why = whyNot(data?.whyNotMake ?? null);
  return (
    <Page title={t("title")} text={t("about")} aside={<Ways />}>
      {data === undefined && (error === null ? <Loading rows={4} height={72} /> : <Trouble error={error} again={() => void refetch()} />)}
      {why !== null && <Alert color="yellow">{why}</Alert>}
      {data !== undefined && <NotDone counts={data.notDone} />}
      {data !== undefined && data.classrooms.length === 0 && <NoneYet />}
      {data !== undefined && data.classrooms.length > 0 && <Classrooms all={data.classrooms} />}
    </Page>
  );
}

function Ways() {
  const t = useTranslations("classrooms");
  return (
    <>
      <ButtonLink to="/zoom-users" variant="subtle">
        {t("zoomUsers")}
      </ButtonLink>
      <ButtonLink to="/mailboxes" variant="subtle">
        {t("mailboxes")}
      </ButtonLink>
      <ButtonLink to="/classrooms/differences" variant="subtle">
        {t("differences")}
      </ButtonLink>
      <ButtonLink to="/classrooms/many" variant="default">
        {t("many")}
      </ButtonLink>
      <ButtonLink to="/classrooms/new" leftSection={<Plus size={17} aria-hidden />}>
        {t("make")}
      </ButtonLink>
    </>
  );
}

/** What a classroom is, and what is needed before the first. */
function NoneYet() {
  const t = useTranslations("classrooms.empty");
  return (
    <Empty icon={Presentation} title={t("title")} text={t("text")}>
      <Text c="dimmed" size="sm">
        {t("needs")}
      </Text>
      <Group justify="center">
        <ButtonLink to="/provisioning" variant="default">
          {t("provisioning")}
        </ButtonLink>
        <ButtonLink to="/external-databases" variant="default">
          {t("databases")}
        </ButtonLink>
      </Group>
    </Empty>
  );
}

/** What somebody chose here, or came for from another page: that is asked for once. */
function useWanted(): { wanted: Wanted | null; setWanted: (wanted: Wanted | null) => void } {
  const { retire, name } = useSearch({ from: "/frame/classrooms" });
  const go = useNavigate();
  const came: Wanted | null = retire !== undefined ? { what: "retire", id: retire } : name !== undefined ? { what: "name", id: name } : null;
  const [chosen, setChosen] = useState<Wanted | null>(null);
  const setWanted = (wanted: Wanted | null): void => {
    setChosen(wanted);
    if (came !== null) void go({ to: "/classrooms", search: {}, replace: true });
  };
  return { wanted: chosen ?? came, setWanted };
}

function Classrooms({ all }: { all: readonly ClassroomView[] }) {
  const t = useTranslations("classrooms");
  const [text, setText] = useState("");
  const [withFormer, setWithFormer] = useState(false);
  const { wanted, setWanted } = useWanted();
  const words = text.trim().toLowerCase();
  const shown = all.filter((one) => (withFormer || !isFormer(one)) && `${one.name} ${one.code} ${one.email}`.toLowerCase().includes(words));
  const classroom = all.find(({ id }) => id === wanted?.id);
  const close = (): void => setWanted(null);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group>
          <TextInput
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            leftSection={<Search size={16} aria-hidden />}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            w={{ base: "100%", xs: 320 }}
          />
          {all.some(isFormer) && <Checkbox label={t("withFormer")} checked={withFormer} onChange={(event) => setWithFormer(event.currentTarget.checked)} />}
        </Group>
        <Text size="sm" c="dimmed" role="status">
          {t("counts", { n: shown.length })}
        </Text>
      </Group>
      {shown.length > 0 ? <ClassroomsList classrooms={shown} onWant={setWanted} /> : <Empty icon={Search} title={t("none")} />}
      {classroom !== undefined && wanted?.what === "name" && <NameDialog classroom={classroom} onClose={close} />}
      {classroom !== undefined && wanted?.what === "passcode" && <PasscodeDialog classroom={classroom} onClose={close} />}
      {classroom !== undefined && wanted?.what === "timetable" && <TimetableDialog classroom={classroom} onClose={close} />}
      {classroom !== undefined && wanted?.what === "publish" && <PublishDialog classroom={classroom} onClose={close} />}
      {classroom !== undefined && wanted?.what === "former" && <FormerDialog classroom={classroom} onClose={close} />}
      {classroom !== undefined && wanted?.what === "retire" && <RetireDialog classroom={classroom} onClose={close} />}
    </Stack>
  );
}
