import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { attending } from "../../src/attendees/panel/contract.ts";
import { get } from "../shell/api.ts";

const attendingQuery = {
  queryKey: ["attending"],
  queryFn: () => get("/api/attending", attending),
};

/** The way to the sessions that whoever has signed in attends, where there are any. */
export function Attending() {
  const t = useTranslations("panel");
  const { data } = useQuery(attendingQuery);
  if (data === undefined || data.panel === null) return null;
  return (
    <Anchor href={data.panel} rel="noreferrer" style={{ alignSelf: "flex-start" }}>
      {t("attending", { coming: data.coming })}
    </Anchor>
  );
}
