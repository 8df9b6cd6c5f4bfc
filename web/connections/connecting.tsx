import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Info } from "lucide-react";
import { useTranslations } from "use-intl";
import type { ConnectionView } from "../../src/connections/contract.ts";
import { useWhyNot } from "../shell/may.ts";
import { Loading } from "../shell/states.tsx";
import { Trouble, useWhyNot as useSentence } from "../shell/trouble.tsx";
import { CandidatesCard } from "./candidates-card.tsx";
import { connectingQuery } from "./connecting-queries.ts";
import { GivingBack } from "./giving-back.tsx";
import { LinksCard } from "./links-card.tsx";
import { ScopesCard } from "./scopes-card.tsx";
import { WaysCard } from "./ways-card.tsx";

/** What is to be decided, what is missing, and the ways to connect. */
export function Connecting({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connecting");
  const { data, error, refetch } = useQuery(connectingQuery);
  const [role, sentence] = [useWhyNot(), useSentence()];
  if (data === undefined) return error === null ? <Loading rows={2} height={120} /> : <Trouble error={error} again={() => void refetch()} />;
  const whyNotAuthorize = role("POST /api/connection/authorize") ?? sentence(connection.ways.admin);
  const lives = connection.standing !== "none" && connection.standing !== "disconnected";
  return (
    <>
      {data.candidates.length > 0 && <CandidatesCard candidates={data.candidates} inUse={lives} />}
      <GivingBack all={data.givingBack} />
      {data.ownerUnlicensed && (
        <Alert color="yellow" variant="light" icon={<Info aria-hidden />}>
          {t("unlicensedOwner", { name: connection.authorizedBy?.name ?? "" })}
        </Alert>
      )}
      <WaysCard connection={connection} view={data} />
      {data.links.length > 0 && <LinksCard links={data.links} />}
      <ScopesCard view={data} whyNotAuthorize={whyNotAuthorize} byPeople={connection.app !== "account"} inUse={lives} />
    </>
  );
}
