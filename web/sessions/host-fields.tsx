import { Radio, Stack } from "@mantine/core";
import type { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Asking } from "../../src/sessions/hosting/contract.ts";
import { useWhyNot } from "../shell/trouble.tsx";
import type { Draft } from "./ask-draft.ts";
import { askingQuery } from "./expected-field.tsx";

type Source = Asking["sources"][number];

/** Who hosts, where there is a choice: what can't be chosen says why, as long as anything else can. */
export function HostFields({ form }: { form: ReturnType<typeof useForm<Draft>> }) {
  const t = useTranslations("ask.host");
  const { data } = useQuery(askingQuery);
  const others = (data?.sources ?? []).filter((each) => each.source !== "pool");
  const offered = others.some((each) => each.whyNot === null);
  if (!offered && form.values.source === "pool") return null;
  return (
    <Radio.Group label={t("label")} {...form.getInputProps("source")}>
      <Stack gap="xs" mt={6}>
        <Radio value="pool" label={t("pool")} description={t("poolText")} />
        {others.map((each) => (
          <HostChoice key={each.source} choice={each} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function HostChoice({ choice }: { choice: Source }) {
  const t = useTranslations("ask.host");
  const whyNot = useWhyNot()(choice.whyNot, choice.values);
  const own = choice.source === "personal";
  const { host } = choice;
  const label = own ? t("own") : host === null ? t("default") : t("defaultNamed", { name: host.name });
  if (host === null) return <Radio value={choice.source} label={label} disabled description={whyNot} />;
  const text = own ? t(host.through === "personal" ? "ownText" : "ownInstitutionText", { email: host.email }) : t("defaultText", { email: host.email });
  return (
    <Radio
      value={choice.source}
      label={label}
      description={
        <span style={{ overflowWrap: "anywhere" }}>
          {text} {!host.licensed && t("unlicensed")}
        </span>
      }
    />
  );
}
