import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useMe } from "../shell/me.ts";
import { useMinute } from "../shell/now.ts";
import { Page } from "../shell/page.tsx";
import { Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { againDraft, freshDraft, type Draft } from "./ask-draft.ts";
import { AskForm } from "./ask-form.tsx";
import { sessionQuery } from "./queries.ts";

/** Asking for a session, or (`?again=`) for the same as another one a week later. */
export function AskPage() {
  const t = useTranslations("ask");
  const { again } = useSearch({ from: "/frame/ask" });
  return (
    <Page title={t(again === undefined ? "title" : "titleAgain")} text={t("text")} width="wide">
      {again === undefined ? <Fresh /> : <Again key={again} id={again} />}
    </Page>
  );
}

function Fresh() {
  const now = useMinute();
  const zone = useMe().member.zone;
  const [draft] = useState<Draft>(() => freshDraft(now, zone));
  return <AskForm draft={draft} />;
}

function Again({ id }: { id: string }) {
  const now = useMinute();
  const { data, error, refetch } = useQuery({ ...sessionQuery(id), refetchInterval: false });
  if (error !== null && data === undefined) return <Trouble error={error} again={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return <AskForm draft={againDraft(data, now)} />;
}
