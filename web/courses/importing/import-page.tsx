import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { foreseen, importPreview, type ForeseeImport } from "../../../src/courses/importing/contract.ts";
import { send } from "../../shell/api.ts";
import { useMe } from "../../shell/me.ts";
import { Page } from "../../shell/page.tsx";
import { ImportForm, type Written } from "./import-form.tsx";
import { ImportMade } from "./import-made.tsx";
import { ImportSeen } from "./import-seen.tsx";
import { useImport } from "./use-import.ts";

/** A timetable becomes courses: written or chosen, seen line by line, made course by course. */
export function ImportPage() {
  const t = useTranslations("importing");
  const { institution } = useMe();
  const [written, setWritten] = useState<Written>({ text: "", order: null, zone: institution.zone, skipsHolidays: true, source: "pool" });
  const rooms = useMutation({ mutationFn: (asked: ForeseeImport) => send("POST", "/api/courses/import/rooms", asked, foreseen) });
  const look = useMutation({
    mutationFn: (asked: Written) => send("POST", "/api/courses/import/preview", asked, importPreview),
    // Every line is seen at once; which dates find a room takes longer.
    onSuccess: ({ courses }, { zone, skipsHolidays, source }) => {
      const made = courses.flatMap(({ make }) => make ?? []);
      if (made.length > 0) rooms.mutate({ courses: made, zone, skipsHolidays, source });
    },
  });
  const making = useImport();
  const back = (): void => {
    look.reset();
    rooms.reset();
  };
  const again = (): void => {
    setWritten({ ...written, text: "" });
    back();
    making.reset();
  };
  return (
    <Page title={t("title")} text={t("text")} width="wide">
      {making.state !== "idle" ? (
        <ImportMade making={making} onAgain={again} />
      ) : look.data !== undefined ? (
        <ImportSeen preview={look.data} rooms={rooms} onBack={back} onMake={(courses) => making.begin(courses, written)} />
      ) : (
        <ImportForm
          written={written}
          onChange={(more) => {
            setWritten({ ...written, ...more });
            if (look.error !== null) look.reset();
          }}
          onLook={(text) => {
            const asked = { ...written, text: text ?? written.text };
            setWritten(asked);
            look.mutate(asked);
          }}
          loading={look.isPending}
          error={look.error}
        />
      )}
    </Page>
  );
}
