import { Select, SimpleGrid, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { z } from "zod";
import { manyAnswer, type manyClassrooms } from "../../../src/classrooms/contract.ts";
import type { TableView } from "../../../src/classrooms/databases/contract.ts";
import type { ProvisioningView } from "../../../src/classrooms/zoom-users/contract.ts";
import { FarewellChoice, whyNotWhile } from "../changing/farewell-choice.tsx";
import { StandingChoice } from "../making/fields.tsx";
import { firstTables, passcodesOf, type Tables } from "../making/first-tables.ts";
import { ProvisioningOff } from "../making/provisioning-off.tsx";
import { useTableChoices } from "../making/row-fields.tsx";
import { Asking } from "./asking.tsx";
import { MakingFound } from "./making-found.tsx";
import { useMany } from "./use-many.ts";

type What = "new" | "replace";
export type Options = Omit<z.infer<typeof manyClassrooms>, "batchId" | "what" | "text" | "preview" | "seen" | "confirmed">;
type Chosen = Options & Pick<Tables, "isUnsaid">;
const ASKS = { new: "new classroom", replace: "replace classroom" } as const;

type Props = { what: What; text: string; onText: (text: string) => void; tables: TableView[]; provisioning: ProvisioningView };

/** Classrooms from nothing, or ones that take the place of others. */
export function MakingMany({ what, text, onText, tables, provisioning }: Props) {
  const t = useTranslations("classrooms.manyAtOnce");
  const [{ isUnsaid, ...options }, setOptions] = useState<Chosen>(() => ({
    ...firstTables(tables),
    ...{ standing: provisioning.standing, licence: true, farewell: "nothing" },
  }));
  const many = useMany("/api/classrooms/many", manyAnswer, { ...options, what: ASKS[what], text });
  const { answer } = many;
  const [isMeant, setMeant] = useState(false);
  const changed = (): void => {
    many.changed();
    setMeant(false);
  };
  /** A yes is to what was shown then. */
  const look = (): void => {
    setMeant(false);
    many.look();
  };
  const change = (more: Partial<Chosen>): void => {
    setOptions((before) => ({ ...before, ...more }));
    if (more.farewell === undefined) changed();
  };
  const good = answer?.lines.filter(({ because, isAsked }) => because === null && !isAsked) ?? [];
  const somebodys = good.filter(({ address }) => address !== "new").map(({ email }) => email);
  const farewell = (what === "replace" || good.some(({ replaces }) => replaces !== null)) && (
    <FarewellChoice
      label={t("farewell")}
      value={options.farewell}
      whyNot={whyNotWhile(provisioning.on)}
      room="turnedOffIfAny"
      onChange={(to) => change({ farewell: to })}
    />
  );
  return (
    <Asking
      {...{ what, text }}
      many={{ ...many, look }}
      onText={(to) => {
        onText(to);
        changed();
      }}
      options={
        <>
          {!provisioning.on && <ProvisioningOff />}
          <Choices {...{ options, tables, isUnsaid }} onChange={change} />
          {farewell}
        </>
      }
      hindered={isUnsaid && what !== "replace" ? t("linkTableNeeded") : somebodys.length > 0 && !isMeant ? t("thereConfirm") : null}
      onMake={() =>
        many.make({
          confirmed: isMeant ? somebodys : [],
          seen: Object.fromEntries(good.flatMap(({ line, seen }) => (seen === null ? [] : [[String(line), seen]]))),
        })
      }
    >
      {answer !== undefined && <MakingFound {...{ what, answer, isMeant }} licence={options.licence} onMeant={setMeant} />}
    </Asking>
  );
}

type ChoicesProps = { options: Options; isUnsaid: boolean; tables: TableView[]; onChange: (more: Partial<Chosen>) => void };

/** With another portal come its own passcodes. */
const toLinkTable = (linkTableId: string | null, { passcodeTableId }: Options, tables: TableView[]): Partial<Chosen> => ({
  ...{ linkTableId, isUnsaid: false },
  passcodeTableId: passcodesOf(tables, linkTableId) ?? (linkTableId === null || linkTableId === passcodeTableId ? null : passcodeTableId),
});

function Choices({ options, isUnsaid, tables, onChange }: ChoicesProps) {
  const t = useTranslations("classrooms.manyAtOnce");
  const making = useTranslations("classrooms.making");
  const choices = useTableChoices();
  const withPasscode = tables.filter((table) => table.passcodeColumn !== null && table.id !== options.linkTableId);
  return (
    <>
      {tables.length > 0 && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t("linkTable")}
            allowDeselect={false}
            placeholder={making("tableMore")}
            data={[{ value: "", label: making("tableNone") }, ...choices(tables)]}
            value={isUnsaid ? null : (options.linkTableId ?? "")}
            onChange={(to) => onChange(toLinkTable(to === "" ? null : to, options, tables))}
          />
          {withPasscode.length > 0 && (
            <Select
              label={t("passcodeTable")}
              inputWrapperOrder={["label", "input", "description", "error"]}
              description={options.passcodeTableId === null ? undefined : t("passcodeTableMore")}
              allowDeselect={false}
              data={[{ value: "", label: t("passcodeTableNone") }, ...choices(withPasscode)]}
              value={options.passcodeTableId ?? ""}
              onChange={(to) => onChange({ passcodeTableId: to === "" ? null : to })}
            />
          )}
        </SimpleGrid>
      )}
      <Switch label={t("licence")} checked={options.licence} onChange={(event) => onChange({ licence: event.currentTarget.checked })} />
      <StandingChoice label={t("standing")} value={options.standing} onChange={(standing) => onChange({ standing })} />
    </>
  );
}
