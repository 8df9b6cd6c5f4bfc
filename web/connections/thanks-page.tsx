import { Card, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { attemptQuery } from "./connecting-queries.ts";
import { OutcomeNotice } from "./outcome-notice.tsx";
import { PlainPage } from "./plain-page.tsx";

/** Where whoever followed a link comes back to from Zoom. */
export function ThanksPage() {
  const t = useTranslations("connecting.page");
  const told = useTranslations("connecting.outcomes");
  const { outcome, attempt } = useSearch({ from: "/connect/thanks" });
  const { data, isPending } = useQuery({ ...attemptQuery(attempt ?? "", true), enabled: attempt !== undefined });
  const key = data?.outcome ?? null; // what an address says is nobody's word
  if (attempt !== undefined && isPending) return null;
  if (key === "to_confirm" && data !== undefined)
    return (
      <PlainPage title={t("thanks")}>
        <Card>
          <Text style={{ overflowWrap: "anywhere" }}>{t("thanksText", { account: data.details["account"] ?? "", email: data.details["email"] ?? "" })}</Text>
        </Card>
      </PlainPage>
    );
  if (key === "connected" || key === "reconnected" || key === "to_confirm" || key === "finishing")
    return (
      <PlainPage title={t("thanks")}>
        <Card>
          <Text>{key === "to_confirm" || key === "finishing" ? told(key) : t("thanksAgain")}</Text>
        </Card>
      </PlainPage>
    );
  return (
    <PlainPage title={t("notDone")}>
      <Stack gap="md">
        <OutcomeNotice outcome={outcome} attempt={attempt} link />
        <Text size="sm">{t("notDoneAgain")}</Text>
      </Stack>
    </PlainPage>
  );
}
