import { Button, Group, Modal, Radio, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { MemberView, Removal } from "../../../src/people/members/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { useMe } from "../../shell/me.ts";
import { Loading } from "../../shell/states.tsx";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble, Trouble, fieldProblems, useWhyNot } from "../../shell/trouble.tsx";
import type { Farewell } from "../../classrooms/changing/farewell-choice.tsx";
import { LeavingZoomUser } from "./leaving-zoom-user.tsx";
import { removalQuery, useAct } from "./queries.ts";
import { sentTakenBack, TakesBack, type TakenBack } from "./takes-back.tsx";

type Props = { member: MemberView; members: readonly MemberView[]; onClose: () => void };

/** What removing somebody means, before it is done, and who takes over what is still to come. */
export function RemoveDialog({ member, members, onClose }: Props) {
  const t = useTranslations("members.removing");
  const common = useTranslations("common");
  const { institution } = useMe();
  const path = `/api/members/${encodeURIComponent(member.id)}`;
  const { data, error, refetch } = useQuery(removalQuery(member.id));
  return (
    <Modal opened onClose={onClose} title={t("title", { name: member.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Text style={{ overflowWrap: "anywhere" }}>{t("text", { name: member.name, institution: institution.name })}</Text>
        {data === undefined && (error === null ? <Loading rows={1} height={60} /> : <Trouble error={error} again={() => void refetch()} />)}
        {data !== undefined && <Removing {...{ member, members, onClose, path }} told={data} />}
      </Stack>
    </Modal>
  );
}

function Removing({ member, members, onClose, path, told }: Props & { path: string; told: Removal }) {
  const t = useTranslations("members");
  const common = useTranslations("common");
  const reasonOf = useWhyNot();
  const [to, setTo] = useState<"somebody" | "nobody" | null>(null);
  const [successor, setSuccessor] = useState<string | null>(null);
  const [zoomUser, setZoomUser] = useState<Farewell>("nothing");
  const [takenBack, setTakenBack] = useState<TakenBack>({});
  const act = useAct(true);
  const asks = told.count + told.offered > 0;
  const chosen = !asks || to === "nobody" || (to === "somebody" && successor !== null);
  const remove = (): void =>
    act.mutate(
      {
        method: "POST",
        path: `${path}/remove`,
        body: { successor: to === "somebody" ? successor : null, zoomUser, takenBack: sentTakenBack(told.takesBack, takenBack) },
        said: t("said.removed", { name: member.name }),
      },
      { onSuccess: onClose },
    );
  return (
    <>
      <Ahead told={told} />
      {told.offered > 0 && <Text size="sm">{t("removing.offered", { n: told.offered })}</Text>}
      {asks && (
        <Radio.Group label={t("removing.successor")} value={to} onChange={(next) => setTo(next === "somebody" ? "somebody" : "nobody")}>
          <Stack gap={8} mt={6}>
            <Radio value="somebody" label={t("removing.to")} />
            {to === "somebody" && (
              <Select
                ml={28}
                aria-label={t("removing.choose")}
                placeholder={t("removing.choose")}
                searchable
                nothingFoundMessage={common("nothingFound")}
                data={members.filter((m) => m.state === "active" && m.id !== member.id).map((m) => ({ value: m.id, label: `${m.name} (${m.email})` }))}
                value={successor}
                onChange={setSuccessor}
                error={fieldProblems(act.error)["successor"]}
              />
            )}
            <Radio value="nobody" label={t("removing.stay", { name: member.name })} />
          </Stack>
        </Radio.Group>
      )}
      <LeavingZoomUser of={`members/${member.id}`} value={zoomUser} onChange={setZoomUser} />
      <TakesBack those={told.takesBack} said={takenBack} onSay={setTakenBack} />
      <FormTrouble beside={["successor"]} error={act.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {common("back")}
        </Button>
        <ActButton color="red" loading={act.isPending} whyNot={reasonOf(told.whyNot) ?? (chosen ? null : t("removing.chooseFirst"))} onClick={remove}>
          {t("removing.button")}
        </ActButton>
      </Group>
    </>
  );
}

function Ahead({ told }: { told: Removal }) {
  const t = useTranslations("members.removing");
  const times = useTimes();
  if (told.count === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("nothing")}
      </Text>
    );
  return (
    <div>
      <Text fw={600}>{t("sessions", { n: told.count })}</Text>
      <Stack component="ul" gap={4} m={0} mt={4} pl="md" mah={200} style={{ overflowY: "auto" }} tabIndex={0} aria-label={t("sessions", { n: told.count })}>
        {told.sessions.map((session) => (
          <Text key={session.id} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            {session.title} · {times.moment(session.start, session.zone)} ({times.zone(session.zone)})
          </Text>
        ))}
        {told.count > told.sessions.length && (
          <Text component="li" size="sm" c="dimmed">
            {t("more", { n: told.count - told.sessions.length })}
          </Text>
        )}
      </Stack>
      {told.courses > 0 && (
        <Text size="sm" mt={4}>
          {t("courses", { n: told.courses })}
        </Text>
      )}
    </div>
  );
}
