import { Button, Card, Group, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ActButton } from "../../shell/act-button.tsx";
import { ButtonLink } from "../../shell/links.tsx";
import { LinesField } from "../../shell/lines-field.tsx";
import { FormTrouble, fieldProblems } from "../../shell/trouble.tsx";
import { LeftOut } from "./bad-lines.tsx";
import type { Judged, useMany } from "./use-many.ts";

export type What = "new" | "replace" | "passcode" | "retire";
export type Many = Pick<
  ReturnType<typeof useMany<{ lines: Judged[] }>>,
  "answer" | "left" | "isAsked" | "batchId" | "isLooking" | "isMaking" | "error" | "look" | "changed"
>;

type Props = {
  what: What;
  text: string;
  onText: (text: string) => void;
  many: Many;
  /** What is to be said beside the lines. */
  options: ReactNode;
  /** What was found when it was looked at. */
  children: ReactNode;
  /** A sentence: why it can't be asked for though lines are good. */
  hindered?: string | null;
  onMake: () => void;
};

/** The lines, what was found of them, and the button that asks for it: first looked at, then done. */
export function Asking({ what, text, onText, many, options, children, hindered = null, onMake }: Props) {
  const t = useTranslations("classrooms.manyAtOnce");
  const words = { label: t("lines"), description: t("linesMore"), file: t("file"), tooLarge: t("fileTooLarge"), noText: t("fileNoText") };
  const common = useTranslations("common");
  const { answer } = many;
  const good = answer?.lines.filter(({ because, isAsked }) => because === null && !isAsked).length ?? 0;
  return (
    <Stack>
      <Card component="section">
        <Stack>
          <LinesField {...{ text, words, example: t(`example.${what}`) }} rows={[6, 16]} table onChange={onText} error={fieldProblems(many.error)["text"]} />
          {options}
          <FormTrouble beside="all" error={many.error} />
          <Group>
            <Button variant={answer === undefined ? "filled" : "default"} loading={many.isLooking} onClick={many.look}>
              {t(answer === undefined && many.left.length === 0 ? "look" : "lookAgain")}
            </Button>
          </Group>
        </Stack>
      </Card>
      <LeftOut lines={many.left} isAsked={many.isAsked} batchId={many.batchId} />
      {answer !== undefined && (
        <Card component="section">
          <Stack gap="sm" role="status">
            {children}
          </Stack>
        </Card>
      )}
      <Group justify="flex-end">
        <ButtonLink to="/classrooms" variant="default">
          {common("back")}
        </ButtonLink>
        <ActButton
          {...(what === "retire" ? { color: "red" } : {})}
          whyNot={answer === undefined ? t("lookFirst") : good === 0 ? t("nothing") : hindered}
          loading={many.isMaking}
          onClick={onMake}
        >
          {t(`make.${what}`, { n: good })}
        </ActButton>
      </Group>
    </Stack>
  );
}
