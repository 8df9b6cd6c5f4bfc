import { List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import { manyChangesAnswer } from "../../../src/classrooms/contract.ts";
import { FarewellChoice, whyNotWhile, type Farewell } from "../changing/farewell-choice.tsx";
import { provisioningQuery } from "../queries.ts";
import { Asking } from "./asking.tsx";
import { BadLines } from "./bad-lines.tsx";
import { EachLine } from "./each-line.tsx";
import { Summary } from "./summary.tsx";
import { useMany } from "./use-many.ts";

type What = "passcode" | "retire";
type Answer = z.infer<typeof manyChangesAnswer>;
type Line = Answer["lines"][number];
const ASKS = { passcode: "change passcode", retire: "retire classroom" } as const;

/** Other passcodes for classrooms that there are, or their end. */
export function ChangingMany({ what, text, onText }: { what: What; text: string; onText: (text: string) => void }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const [farewell, setFarewell] = useState<Farewell>("nothing");
  const provisioning = useQuery(provisioningQuery);
  const many = useMany("/api/classrooms/many/changes", manyChangesAnswer, { what: ASKS[what], text, farewell });
  const { answer, changed } = many;
  return (
    <Asking
      {...{ what, text, many }}
      onText={(to) => {
        onText(to);
        changed();
      }}
      options={
        what === "retire" && (
          <FarewellChoice
            label={t("farewellRetire")}
            value={farewell}
            onChange={setFarewell}
            whyNot={whyNotWhile(provisioning.data?.on ?? true)}
            room="turnedOffIfAny"
          />
        )
      }
      onMake={() => many.make({})}
    >
      {answer !== undefined && (
        <>
          <Summary {...{ what, lines: answer.lines, expectedAt: answer.expectedAt, heldBy: answer.heldBy }} />
          <Together what={what} lines={answer.lines.filter(isGood)} />
          <BadLines lines={answer.lines} />
          <EachLine lines={answer.lines.filter(isGood)}>{(line) => <One {...{ what, line }} />}</EachLine>
        </>
      )}
    </Asking>
  );
}

const isGood = ({ because, isAsked }: Line): boolean => because === null && !isAsked;
const SORTS = ["moving", "untilOver", "homeless", "untold"] as const;

/** What is true of all of them. */
function Together({ what, lines }: { what: What; lines: readonly Line[] }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const sum = (of: (line: Line) => number): number => lines.reduce((all, line) => all + of(line), 0);
  const own = sum(({ ownPasscode }) => (ownPasscode ? 1 : 0));
  const sessions = { moving: 0, untilOver: 0, homeless: 0, untold: 0 };
  for (const sort of SORTS) sessions[sort] = sum((line) => line.sessions[sort]);
  const { moving, untilOver, homeless, untold } = sessions;
  const ofPasscodes = () => [
    own > 0 ? t("ownPasscodes", { n: own }) : null,
    own < lines.length ? t("bedelPasscodes", { n: lines.length - own }) : null,
    t("students"),
  ];
  const ofRetired = () => [
    t("emptied"),
    moving + untilOver + homeless + untold === 0 ? t("noSessions") : null,
    moving > 0 ? t("goElsewhere", { n: moving }) : null,
    untilOver > 0 ? t("untilOver", { n: untilOver }) : null,
    homeless > 0 ? t("homeless", { n: homeless }) : null,
    untold > 0 ? t("untold", { n: untold }) : null,
    untilOver + homeless + untold > 0 ? t("someStay") : null,
  ];
  if (lines.length === 0) return null;
  return (
    <List size="sm">
      {(what === "retire" ? ofRetired() : ofPasscodes())
        .filter((each) => each !== null)
        .map((each) => (
          <List.Item key={each}>{each}</List.Item>
        ))}
    </List>
  );
}

/** One classroom: where it is written, and what becomes of its passcode or sessions. */
function One({ what, line }: { what: What; line: Line }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const list = useTranslations("classrooms");
  const { linkRow, passcodeRow, sessions } = line;
  const isOne = linkRow !== null && passcodeRow?.table === linkRow.table && passcodeRow.key === linkRow.key;
  const written = [linkRow === null ? null : list("rowOf", linkRow), passcodeRow === null || isOne ? null : list("passcodeRow", passcodeRow)].filter((each) => each !== null);
  const stays = SORTS.filter((sort) => sessions[sort] > 0).map((sort) => t(`ofLine.${sort}`, { n: sessions[sort] }));
  return (
    <>
      <Text size="sm">
        <strong>{t("line", { line: line.line })}</strong> {line.name} · {line.email}
      </Text>
      <Text size="sm" c="dimmed">
        {written.length === 0 ? list("noRow") : written.join(" · ")}
      </Text>
      <Text size="sm">
        {what === "passcode" ? t(line.ownPasscode ? "ownPasscode" : "bedelPasscode") : stays.length === 0 ? t("ofLine.none") : stays.join("; ")}
      </Text>
    </>
  );
} // prettier-ignore
