import { Alert, Text } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { NotDone as Counts } from "../../src/classrooms/contract.ts";
import { AnchorLink } from "../shell/links.tsx";

/**
 * The way to whatever is not over, of classrooms and of Zoom users: what came to a stop shows in neither list once its classroom is retired or its person has
 * left. Nothing where everything is done.
 */
export function NotDone({ counts: { all, stuck } }: { counts: Counts }) {
  const t = useTranslations("classrooms.notDone");
  if (all === 0) return null;
  if (stuck === 0)
    return (
      <Text size="sm">
        <AnchorLink to="/runs">{t("underWay", { n: all })}</AnchorLink>
      </Text>
    );
  return (
    <Alert variant="light" color="yellow" role="note" icon={<TriangleAlert aria-hidden />}>
      {t("stuck", { n: stuck })}{" "}
      <AnchorLink to="/runs" underline="always" size="sm">
        {t("see", { n: all })}
      </AnchorLink>
    </Alert>
  );
}
