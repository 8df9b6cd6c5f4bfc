import { Alert, List, Text } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import { AnchorLink } from "../../shell/links.tsx";
import { useWhyNot } from "../../shell/trouble.tsx";
import type { Judged } from "./use-many.ts";

/** Lines that can't be used, each with why. */
export function BadLines({ lines }: { lines: readonly Judged[] }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const bad = lines.filter(({ because }) => because !== null);
  if (bad.length === 0) return null;
  return <Named lines={bad} title={t("bad", { n: bad.length })} text={t("badMore", { n: bad.length })} />;
}

/** Lines that were good when they were looked at, and were left out when it was asked for. */
export function LeftOut({ lines, isAsked, batchId }: { lines: readonly Judged[]; isAsked: boolean; batchId: string }) {
  const t = useTranslations("classrooms.manyAtOnce");
  if (lines.length === 0) return null;
  return (
    <div role="alert">
      <Named lines={lines} title={t("left", { n: lines.length })} text={t(isAsked ? "leftMore" : "leftNone")}>
        {isAsked && (
          <AnchorLink to="/runs" search={{ batch: batchId }} underline="always" size="sm">
            {t("toBatch")}
          </AnchorLink>
        )}
      </Named>
    </div>
  );
}

function Named({ lines, title, text, children }: { lines: readonly Judged[]; title: string; text: string; children?: React.ReactNode }) {
  const t = useTranslations("classrooms.manyAtOnce");
  const whyNot = useWhyNot();
  return (
    <Alert color="yellow" variant="light" icon={<TriangleAlert aria-hidden />} title={title}>
      <Text size="sm" mb={4}>
        {text}
      </Text>
      <List size="sm" mah={300} style={{ overflowY: "auto" }} tabIndex={0} aria-label={title}>
        {lines.map((line) => (
          <List.Item key={line.line} style={{ overflowWrap: "anywhere" }}>
            <strong>{t("line", { line: line.line })}</strong> {[line.email, line.name].filter((part) => part !== "").join(" · ")} —{" "}
            {whyNot(line.because, line.values)}
          </List.Item>
        ))}
      </List>
      {children}
    </Alert>
  );
}
