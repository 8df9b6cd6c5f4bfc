import { Button, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ClassroomView } from "../../../src/classrooms/contract.ts";
import { ActButton } from "../../shell/act-button.tsx";
import { freshId } from "../../shell/fresh-id.ts";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { FormTrouble, fieldProblems, useWhyNot } from "../../shell/trouble.tsx";
import { useAskForRun } from "../queries.ts";
import { Written } from "./written.tsx";

/** Another passcode for students, in Zoom and in the database. */
export function PasscodeDialog({ classroom, onClose }: { classroom: ClassroomView; onClose: () => void }) {
  const t = useTranslations("classrooms.changing");
  const common = useTranslations("common");
  const whyNot = useWhyNot();
  const go = useNavigate();
  const [runId] = useState(freshId);
  const [own, setOwn] = useState(false);
  const [passcode, setPasscode] = useState("");
  const ask = useAskForRun((run) => void go({ to: "/runs/$id", params: { id: run.id } }));
  useReturnFocus();
  return (
    <Modal opened onClose={onClose} title={t("passcodeTitle", { name: classroom.name })} closeButtonProps={{ "aria-label": common("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate({ path: `/api/classrooms/${encodeURIComponent(classroom.id)}/passcode`, body: { runId, passcode: own ? passcode : null } });
        }}
      >
        <Stack>
          <Text size="sm">{t("passcodeText")}</Text>
          <Written classroom={classroom} as="renewed" />
          <Radio.Group aria-label={t("passcodeTitle", { name: classroom.name })} value={own ? "own" : "bedel"} onChange={(to) => setOwn(to === "own")}>
            <Stack gap={8}>
              <Radio value="bedel" label={t("bedel")} />
              <Radio value="own" label={t("own")} />
            </Stack>
          </Radio.Group>
          {own && (
            <TextInput
              ml={28}
              aria-label={t("own")}
              description={t("ownMore")}
              maxLength={10}
              autoComplete="off"
              data-autofocus
              value={passcode}
              onChange={(event) => setPasscode(event.currentTarget.value)}
              error={fieldProblems(ask.error)["passcode"]}
            />
          )}
          <Text size="sm" c="dimmed">
            {t("students")}
          </Text>
          <FormTrouble beside="all" error={ask.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("back")}
            </Button>
            <ActButton type="submit" loading={ask.isPending} whyNot={whyNot(classroom.whyNot.passcode) ?? (own && passcode === "" ? t("ownMore") : null)}>
              {t("change")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
