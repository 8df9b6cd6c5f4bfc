import { Accordion, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import type { TypeList } from "../../queries.ts";
import type { TypeDraft } from "../type-draft.ts";

export type FieldsProps = {
  draft: TypeDraft;
  onChange: (more: Partial<TypeDraft>) => void;
  /** By the field's first name. */
  errors: Record<string, string>;
  choices: TypeList;
};

type Props = { name: string; title: string; summary: string; children: ReactNode };

/** One matter, folded: its heading tells how it stands. */
export function Section({ name, title, summary, children }: Props) {
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        <Title order={3} size="h5">
          {title}
        </Title>
        <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: "anywhere" }}>
          {summary}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="md">{children}</Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
