import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CalendarCog, ExternalLink, Plus } from "lucide-react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "../shell/links.tsx";
import { Page } from "../shell/page.tsx";
import { Empty, Loading } from "../shell/states.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { typesQuery } from "./queries.ts";
import { TypeLine } from "./type-line.tsx";

/** What others can book with whoever reads, or with their team. */
export function TypesPage() {
  const t = useTranslations("appointments");
  const { data, error, refetch } = useQuery(typesQuery);
  const none = data?.types.length === 0;
  return (
    <Page title={t("title")} text={t("text")} width="narrow" aside={data !== undefined && !none && <Make />}>
      {data === undefined && (error === null ? <Loading rows={3} height={120} /> : <Trouble error={error} again={() => void refetch()} />)}
      {none && (
        <Empty icon={CalendarCog} title={t("empty.title")} text={t("empty.text")}>
          <Make />
        </Empty>
      )}
      {data !== undefined && !none && (
        <Stack component="ul" m={0} p={0} gap="sm" style={{ listStyle: "none" }}>
          {data.types.map((type) => (
            <TypeLine key={type.id} type={type} />
          ))}
        </Stack>
      )}
      {data?.types.some(({ listed, active }) => listed && active) === true && (
        <Anchor href={data.pageAddress} target="_blank" rel="noopener" size="sm">
          {t("allListed")} <ExternalLink size={14} aria-hidden style={{ verticalAlign: "-2px" }} />
        </Anchor>
      )}
    </Page>
  );
}

function Make() {
  const t = useTranslations("appointments");
  return (
    <ButtonLink to="/appointments/new" leftSection={<Plus size={17} aria-hidden />}>
      {t("make")}
    </ButtonLink>
  );
}
