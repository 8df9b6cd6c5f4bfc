import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { instant } from "../../src/lib/time.ts";
import type { SessionDetail } from "../../src/sessions/contract.ts";
import { ActButton } from "../shell/act-button.tsx";
import { ProblemError } from "../shell/api.ts";
import { useMinute } from "../shell/now.ts";
import { FormTrouble, fieldProblems, useWhyNot } from "../shell/trouble.tsx";
import { changeDraft, changesOf, type ChangeDraft } from "./change-draft.ts";
import { ExpectedField } from "./expected-field.tsx";
import { canUnchange } from "./hold.ts";
import { MinutesField } from "./minutes-field.tsx";
import { NearestTimes } from "./nearest-times.tsx";
import { useSessionAct } from "./session-act.ts";
import { WhenFields } from "./when-fields.tsx";
import { readWhen, type When } from "./when.ts";

/** Says beforehand what can't be taken back: by the time there is no *Undo*, people have been told. */
function AtOnce({ session, when }: { session: SessionDetail; when: When }) {
  const t = useTranslations("session.change");
  const now = useMinute();
  const reading = readWhen(when);
  const start = instant(session.start);
  if (session.state === "waiting" || canUnchange(session, reading.is === "moment" ? reading.at : start, now)) return null;
  return (
    <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} role="status">
      {t(session.state === "handed over" ? "atOnceOpened" : "atOnce")}
    </Alert>
  );
}

/** Another time, length, title or admission. The old time is kept unless the new one can be had. */
export function ChangeDialog({ session, onClose }: { session: SessionDetail; onClose: () => void }) {
  const t = useTranslations("session.change");
  const ask = useTranslations("ask");
  const common = useTranslations("common");
  const form = useForm<ChangeDraft>({ initialValues: changeDraft(session) });
  const act = useSessionAct(session.id, true);
  const changes = changesOf(session, form.values);
  const whyNotManual = useWhyNot()(session.kind === "webinar" ? "webinar_has_no_waiting_room" : null);
  const save = (more: object = {}): void =>
    act.mutate(
      { verb: "change", body: { revision: session.revision, ...changes, ...more } },
      { onSuccess: onClose, onError: (error) => form.setErrors(fieldProblems(error)) },
    );
  const complete = readWhen(form.values.when).is === "moment" && form.values.minutes !== "" && form.values.title.trim() !== "";
  const whyNot = !complete ? t("incomplete") : Object.keys(changes).length === 0 ? t("nothing") : null;
  const nearest = act.error instanceof ProblemError ? (act.error.problem.nearest ?? []) : [];
  const error = (field: string): string | undefined => fieldProblems(act.error)[field];
  return (
    <Modal opened onClose={onClose} title={t("title")} size="lg" closeButtonProps={{ "aria-label": common("close") }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (whyNot === null && !act.isPending) save();
        }}
      >
        <Stack>
          <TextInput label={ask("name")} required maxLength={200} {...form.getInputProps("title")} />
          <WhenFields
            value={form.values.when}
            onChange={(when) => form.setFieldValue("when", when)}
            error={error("start") ?? error("choose")}
            zoneError={error("zone")}
          />
          <MinutesField value={form.values.minutes} onChange={(minutes) => form.setFieldValue("minutes", minutes)} error={error("minutes")} />
          <Radio.Group label={ask("admission.label")} {...form.getInputProps("admission")}>
            <Group mt={6}>
              <Radio value="automatic" label={common("admission.automatic")} />
              <Radio
                value="manual"
                label={common("admission.manual")}
                disabled={whyNotManual !== null}
                {...(whyNotManual === null ? {} : { description: whyNotManual })}
              />
            </Group>
          </Radio.Group>
          <ExpectedField kind={session.kind} source={session.source} {...form.getInputProps("expected")} />
          <FormTrouble beside="all" error={act.error} />
          <NearestTimes title={t("nearest")} times={nearest} zone={form.values.when.zone} busy={act.isPending} onPick={save} />
          <Text size="sm" c="dimmed">
            {t("text")}
          </Text>
          <AtOnce session={session} when={form.values.when} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("back")}
            </Button>
            <ActButton type="submit" loading={act.isPending} whyNot={whyNot}>
              {t("button")}
            </ActButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
