import { List, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Trouble } from "../../shell/trouble.tsx";
import { retiringQuery } from "../queries.ts";

/** Before it is retired: how many sessions go to another room, and which can't. */
export function ItsSessions({ id }: { id: string }) {
  const t = useTranslations("classrooms.changing");
  const { data, error, refetch } = useQuery(retiringQuery(id));
  const said =
    data === undefined
      ? []
      : [
          data.moving + data.untilOver + data.homeless === 0 ? t("noSessions") : null,
          data.moving > 0 ? t("moving", { n: data.moving }) : null,
          data.untilOver > 0 ? t("untilOver", { n: data.untilOver }) : null,
          data.homeless > 0 ? t("homeless", { n: data.homeless }) : null,
        ].filter((each) => each !== null);
  return (
    <div role="status">
      <Text size="sm" fw={600}>
        {t("itsSessions")}
      </Text>
      {data === undefined && (error === null ? <Skeleton height={20} mt={4} /> : <Trouble error={error} again={() => void refetch()} />)}
      <List size="sm" mt={4}>
        {said.map((each) => (
          <List.Item key={each}>{each}</List.Item>
        ))}
      </List>
    </div>
  );
}
