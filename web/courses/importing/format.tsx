import { Card, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

const FIELDS = ["title", "date", "start", "minutes", "end", "teacher", "group", "host", "admission", "kind", "code"] as const;
const NEEDED: ReadonlySet<string> = new Set(["title", "date", "start", "minutes"]);

/** Which columns a timetable may have. */
export function Format() {
  const t = useTranslations("importing");
  return (
    <Card component="section" aria-label={t("format")}>
      <Title order={2} size="h4">
        {t("format")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("formatMore")}
      </Text>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {FIELDS.map((field) => (
            <Table.Tr key={field}>
              <Table.Th scope="row" style={{ whiteSpace: "nowrap", verticalAlign: "top" }}>
                {t(`columns.${field}`)}
              </Table.Th>
              <Table.Td>
                {t(`columnsMore.${field}`)}{" "}
                {NEEDED.has(field) && (
                  <Text span c="dimmed" size="sm">
                    ({t("needed")})
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
