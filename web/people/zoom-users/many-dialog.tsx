import { Button, Group, Modal, Stack, Switch, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { HeldBy } from "../../classrooms/making/held-by.tsx";
import { SeatsLeft } from "../../classrooms/making/seats-left.tsx";
import { ActButton } from "../../shell/act-button.tsx";
import { ProblemError } from "../../shell/api.ts";
import { freshId } from "../../shell/fresh-id.ts";
import { LinesField } from "../../shell/lines-field.tsx";
import { useReturnFocus } from "../../shell/return-focus.ts";
import { useTimes } from "../../shell/times.tsx";
import { FormTrouble, fieldProblems, useWhyNot } from "../../shell/trouble.tsx";
import { askFor, useMake, type MakeAnswer, type MakeWish } from "./queries.ts";

/** Zoom users for the people of a list: what becomes of each line is shown while it is typed. */
export function ManyDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("zoomUsers.making");
  const common = useTranslations("common");
  const go = useNavigate();
  const [batchId, setBatchId] = useState(freshId);
  const [text, setText] = useState("");
  const [licence, setLicence] = useState(false);
  const wish: MakeWish = { batchId, preview: true, memberIds: [], text, licence };
  const [settled] = useDebouncedValue(JSON.stringify(wish), 300);
  const preview = useQuery({
    queryKey: ["zoom-users", "preview", settled],
    queryFn: () => askFor(JSON.parse(settled) as MakeWish),
    enabled: (JSON.parse(settled) as MakeWish).text.trim() !== "",
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  const make = useMake(
    // Where somebody else has asked for all of them meanwhile there is nothing to go to: the preview says so, line by line.
    ({ asked }) => void (asked === 0 ? preview.refetch() : go({ to: "/runs", search: { batch: batchId } })),
    (error) => error instanceof ProblemError && error.problem.because === "list_sent_already" && setBatchId(freshId()), // as another list from now on
  );
  useReturnFocus();
  const answer = text.trim() === "" ? null : (preview.data ?? null);
  const isFresh = settled === JSON.stringify(wish) && !preview.isFetching;
  const good = answer?.lines.filter(({ does }) => does === "makes" || does === "licenses" || does === "follows").length ?? 0;
  const whyNot = text.trim() !== "" && !isFresh ? t("looking") : good === 0 ? t("nothing") : null;
  return (
    <Modal opened onClose={onClose} title={t("title")} size="lg" closeButtonProps={{ "aria-label": common("close") }}>
      <Stack>
        <Lines text={text} onChange={setText} error={fieldProblems(make.error)["text"] ?? fieldProblems(preview.error)["text"]} />
        <Switch label={t("licence")} checked={licence} onChange={(event) => setLicence(event.currentTarget.checked)} />
        {answer !== null && <Judged answer={answer} />}
        <FormTrouble beside="all" error={make.error ?? preview.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("back")}
          </Button>
          <ActButton whyNot={whyNot} loading={make.isPending} onClick={() => make.mutate({ ...wish, preview: false })}>
            {t("send", { n: good })}
          </ActButton>
        </Group>
      </Stack>
    </Modal>
  );
}

function Lines(props: { text: string; onChange: (text: string) => void; error: string | undefined }) {
  const t = useTranslations("zoomUsers.making");
  const words = { label: t("lines"), description: t("linesText"), file: t("file"), tooLarge: t("fileTooLarge"), noText: t("fileNoText") };
  return <LinesField {...props} words={words} example={"ana@example.org,Ana Ruiz\njan@example.org,Jan Nowak,yes"} rows={[4, 12]} />;
}

/** How many are asked for, and what is left of them, as far as Zoom tells. */
function Licences({ seats: { used, left, needed } }: Pick<MakeAnswer, "seats">) {
  const t = useTranslations("zoomUsers.making");
  if (left !== null && left < needed) return <>{t("licencesShort", { n: needed, left })}</>;
  return (
    <>
      {t("licences", { n: needed })} <SeatsLeft seats={{ used, left }} />
    </>
  );
}

const NAMED = 50;

/** Who is read from the lines, and what each gets: a column that was read wrongly is seen before it is sent. */
function Good({ lines }: Pick<MakeAnswer, "lines">) {
  const t = useTranslations("zoomUsers.making");
  const good = lines.filter(({ does }) => does !== "refused");
  if (good.length === 0) return null;
  const gets = ({ does, licence }: MakeAnswer["lines"][number]): string =>
    t(
      does === "follows"
        ? "gets.followed"
        : does === "is there"
          ? "gets.nothing"
          : does === "licenses"
            ? "gets.licence"
            : licence
              ? "gets.userWithLicence"
              : "gets.userWithout",
    );
  return (
    <Stack gap={2} component="ul" m={0} my={4} pl="md" mah={180} style={{ overflowY: "auto" }} tabIndex={0} aria-label={t("good", { n: good.length })}>
      {good.slice(0, NAMED).map((line) => (
        <Text key={`${line.line} ${line.email}`} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
          <strong>{line.name}</strong> {line.email} — {gets(line)}
        </Text>
      ))}
      {good.length > NAMED && (
        <Text component="li" size="sm" c="dimmed">
          {t("more", { n: good.length - NAMED })}
        </Text>
      )}
    </Stack>
  );
}

/** How many become what, and every line by which nobody is made. */
function Judged({ answer: { lines, expectedAt, heldBy, seats } }: { answer: MakeAnswer }) {
  const t = useTranslations("zoomUsers.making");
  const whyNot = useWhyNot();
  const times = useTimes();
  const count = (does: MakeAnswer["lines"][number]["does"]): number => lines.filter((line) => line.does === does).length;
  const bad = lines.filter(({ does }) => does === "refused");
  const [makes, follows, licenses, there] = [count("makes"), count("follows"), count("licenses"), count("is there")];
  const told = [
    makes > 0 && t("makes", { n: makes }),
    follows > 0 && t("follows", { n: follows }),
    licenses > 0 && t("licenses", { n: licenses }),
    there > 0 && t("there", { n: there }),
  ].filter(Boolean);
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {told.join(" · ")}
      </Text>
      {seats.needed > 0 && (
        <Text size="sm" {...(seats.left !== null && seats.left < seats.needed ? { fw: 600 } : {})}>
          <Licences seats={seats} />
        </Text>
      )}
      <Good lines={lines} />
      {expectedAt !== null && <Text size="sm">{t("expected", { time: `${times.moment(expectedAt)} ${times.zone()}` })}</Text>}
      <HeldBy heldBy={heldBy} />
      {bad.length > 0 && (
        <Stack gap={2} component="ul" m={0} mt={4} pl="md" mah={180} style={{ overflowY: "auto" }} tabIndex={0} aria-label={t("bad", { n: bad.length })}>
          {bad.map((line) => (
            <Text key={`${line.line} ${line.email}`} component="li" size="sm" c="var(--mantine-color-error)" style={{ overflowWrap: "anywhere" }}>
              <strong>{t("line", { line: line.line })}</strong> {line.email} — {whyNot(line.because)}
            </Text>
          ))}
        </Stack>
      )}
    </div>
  );
}
