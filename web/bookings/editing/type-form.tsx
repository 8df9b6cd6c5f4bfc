import { Card, Grid, Stack, Text, Title } from "@mantine/core";
import { useRef, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useHourWords } from "../hours/use-hour-words.ts";
import { WeekPicture } from "../hours/week-picture.tsx";
import type { TypeList } from "../queries.ts";
import { fieldProblems } from "../../shell/trouble.tsx";
import { isComplete, troublesOf, type TypeDraft } from "./type-draft.ts";
import { TypeFields } from "./type-fields.tsx";
import { partsWith, useTypeErrors } from "./use-type-errors.ts";

type Props = {
  draft: TypeDraft;
  onChange: (more: Partial<TypeDraft>) => void;
  choices: TypeList;
  kept: boolean;
  error: unknown;
  onSubmit: () => void;
  /** Under the picture: buttons, and what came of them. */
  children: ReactNode;
};

/** At the left what is decided, at the right the week that comes of it. */
export function TypeForm({ draft, onChange, choices, kept, error, onSubmit, children }: Props) {
  const [tried, setTried] = useState(false);
  const [open, setOpen] = useState<string[]>([]);
  const [seen, setSeen] = useState(error);
  const form = useRef<HTMLFormElement>(null);
  const troubles = troublesOf(draft);
  const told = fieldProblems(error);
  const errors = useTypeErrors(tried, draft, troubles, told);
  const show = (parts: string[]): void => setOpen((before) => [...new Set([...before, ...parts])]);
  if (error !== seen) {
    setSeen(error);
    show(partsWith(errors));
  }
  const submit = (): void => {
    setTried(true);
    if (isComplete(troubles)) return onSubmit();
    show(partsWith(Object.fromEntries(Object.entries(troubles).flatMap(([field, wrong]) => (wrong ? [[field, ""]] : [])))));
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Grid gap="lg" align="flex-start">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <TypeFields draft={draft} onChange={onChange} errors={errors} choices={choices} kept={kept} open={open} onOpen={setOpen} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }} style={{ position: "sticky", top: "calc(var(--app-shell-header-height, 0px) + 12px)" }}>
          <Stack gap="md">
            <Week draft={draft} />
            {children}
          </Stack>
        </Grid.Col>
      </Grid>
    </form>
  );
}

function Week({ draft: { weekly, bufferBefore, bufferAfter } }: { draft: TypeDraft }) {
  const t = useTranslations("appointmentEditor");
  const words = useHourWords();
  return (
    <Card component="section" aria-label={t("preview")}>
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t("preview")}
        </Title>
        <WeekPicture weekly={weekly} before={Number(bufferBefore)} after={Number(bufferAfter)} />
        <Text size="sm" c="dimmed">
          {words.week(weekly)}
        </Text>
      </Stack>
    </Card>
  );
}
