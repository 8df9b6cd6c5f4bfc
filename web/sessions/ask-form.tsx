import { Button, Card, Grid, Group, Input, Radio, SegmentedControl, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, type ComponentProps } from "react";
import { useTranslations } from "use-intl";
import { sessionView } from "../../src/sessions/contract.ts";
import { ProblemError, send } from "../shell/api.ts";
import { freshId } from "../shell/fresh-id.ts";
import { useNow } from "../shell/now.ts";
import { queryClient } from "../shell/queries.ts";
import { FormTrouble, fieldProblems, useWhyNot } from "../shell/trouble.tsx";
import { askOf, isExplained, troubleOf, type Draft } from "./ask-draft.ts";
import { ExpectedField } from "./expected-field.tsx";
import { HostFields } from "./host-fields.tsx";
import { MinutesField } from "./minutes-field.tsx";
import { NearestTimes } from "./nearest-times.tsx";
import { ReservationDrawing } from "./reservation-drawing.tsx";
import { WhenFields } from "./when-fields.tsx";
import { readWhen, whenOfStart } from "./when.ts";

export function AskForm({ draft }: { draft: Draft }) {
  const t = useTranslations("ask");
  const go = useNavigate();
  // Kept until the request is through, so that a double click or a lost answer asks once.
  const id = useRef(freshId());
  const form = useForm<Draft>({ initialValues: draft });
  const reasons = useReasons();
  const asking = useMutation({
    mutationFn: (values: Draft) => send("POST", "/api/sessions", askOf(values, id.current), sessionView),
    onError: (error, values) => form.setErrors(reasons(error, values)),
    onSuccess: async (session) => {
      id.current = freshId();
      void queryClient.invalidateQueries();
      await go({ to: "/sessions/$id", params: { id: session.id }, state: { justAsked: true } });
    },
  });
  const { when, minutes, source } = form.values;
  const nearest = asking.error instanceof ProblemError ? (asking.error.problem.nearest ?? []) : [];
  const reading = readWhen(when);
  const submit = form.onSubmit((values) => {
    if (!asking.isPending && !isExplained(values, id.current)) asking.mutate(values);
  });
  const changeWhen = (next: Draft["when"]): void => {
    form.setFieldValue("when", next);
    form.clearFieldError("start");
  };
  return (
    <form onSubmit={submit} noValidate>
      <Grid gap="lg" align="flex-start">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Card>
            <Stack>
              <TextInput label={t("name")} placeholder={t("namePlaceholder")} required maxLength={200} {...form.getInputProps("title")} data-autofocus />
              <WhenFields value={when} onChange={changeWhen} error={text(form.errors.start) ?? text(form.errors.choose)} zoneError={text(form.errors.zone)} />
              <MinutesField value={minutes} onChange={(next) => form.setFieldValue("minutes", next)} error={text(form.errors.minutes)} />
              <HostFields form={form} />
              <KindFields form={form} />
              <FormTrouble beside="all" error={asking.error} />
              <NearestTimes title={t("nearest")} times={nearest} zone={when.zone} busy={asking.isPending} onPick={(start) => changeWhen(whenOfStart(start))} />
              <Group justify="flex-end" visibleFrom="md">
                <AskButton busy={asking.isPending} />
              </Group>
            </Stack>
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <WhatIsKept source={source} start={reading.is === "moment" ? reading.at : null} minutes={minutes} zone={when.zone} />
          <Group mt="md" grow hiddenFrom="md">
            <AskButton busy={asking.isPending} />
          </Group>
        </Grid.Col>
      </Grid>
    </form>
  );
}

/** Of a room, with its ends; of a host's own Zoom, the session's time alone. */
function WhatIsKept({ source, ...drawn }: { source: Draft["source"] } & ComponentProps<typeof ReservationDrawing>) {
  const t = useTranslations("ask");
  const pool = source === "pool";
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t(pool ? "drawing.title" : "host.keptTitle")}
        </Title>
        {pool && <ReservationDrawing {...drawn} />}
        <Text size="sm" {...(pool ? { c: "dimmed" } : {})}>
          {t(pool ? "drawing.text" : "host.kept")}
        </Text>
      </Stack>
    </Card>
  );
}

/** Every reason at once, each beside its field: the server's, and in the form's own words what is still missing. */
function useReasons(): (error: unknown, values: Draft) => Record<string, string> {
  const t = useTranslations("ask");
  const now = useNow();
  const whyNot = useWhyNot();
  return (error, values) => {
    const trouble = troubleOf(values, now);
    const start = { missing: t("when.missing"), past: whyNot("in_the_past") ?? "", shown: "" };
    return {
      ...fieldProblems(error),
      ...(trouble.title ? { title: t("titleMissing") } : {}),
      ...(trouble.minutes ? { minutes: t("minutesMissing") } : {}),
      ...(trouble.start === null ? {} : { start: start[trouble.start] }),
    };
  };
}

const text = (error: React.ReactNode): string | undefined => (typeof error === "string" ? error : undefined);

function AskButton({ busy }: { busy: boolean }) {
  const t = useTranslations("ask");
  return (
    <Button type="submit" size="md" loading={busy}>
      {t("submit")}
    </Button>
  );
}

function KindFields({ form }: { form: ReturnType<typeof useForm<Draft>> }) {
  const t = useTranslations("ask");
  const common = useTranslations("common");
  const whyNotManual = useWhyNot()(form.values.kind === "webinar" ? "webinar_has_no_waiting_room" : null);
  const chooseKind = (kind: string): void => {
    form.setFieldValue("kind", kind as Draft["kind"]);
    if (kind === "webinar") form.setFieldValue("admission", "automatic");
  };
  return (
    <>
      <Radio.Group label={t("admission.label")} {...form.getInputProps("admission")}>
        <Stack gap="xs" mt={6}>
          <Radio value="automatic" label={common("admission.automatic")} description={t("admission.automaticText")} />
          <Radio value="manual" label={common("admission.manual")} disabled={whyNotManual !== null} description={whyNotManual ?? t("admission.manualText")} />
        </Stack>
      </Radio.Group>
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, xs: 6 }}>
          <Input.Wrapper label={t("kind")} labelElement="div" error={form.errors.kind}>
            <SegmentedControl
              fullWidth
              aria-label={t("kind")}
              data={[
                { value: "meeting", label: common("kind.meeting") },
                { value: "webinar", label: common("kind.webinar") },
              ]}
              value={form.values.kind}
              onChange={chooseKind}
            />
          </Input.Wrapper>
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6 }}>
          <ExpectedField
            kind={form.values.kind}
            source={form.values.source}
            description={t("expectedText")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            {...form.getInputProps("expected")}
          />
        </Grid.Col>
      </Grid>
    </>
  );
}
