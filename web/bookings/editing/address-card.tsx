import { Button, Card, Collapse, CopyButton, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Check, Code, Copy, ExternalLink } from "lucide-react";
import { useTranslations } from "use-intl";
import type { TypeDetail } from "../../../src/bookings/contract.ts";
import { AnchorLink } from "../../shell/links.tsx";
import { useMay } from "../../shell/may.ts";
import { embedCode } from "./embed-code.ts";
import { bookingSettingsQuery } from "../queries.ts";

/** By which address it is booked. `made`: a moment ago. */
export function AddressCard({ type, made }: { type: TypeDetail; made: boolean }) {
  const t = useTranslations("appointments.address");
  const { address, active, troubles } = type;
  const ready = made && active && troubles.length === 0;
  return (
    <Card component="section" aria-label={t("title")}>
      <Stack gap="sm">
        <div role="status">
          <Title order={2} size="h4">
            {t(ready ? "made" : "title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t(active ? (ready ? "madeText" : "text") : "off")}
          </Text>
        </div>
        <Group gap="xs" align="stretch">
          <TextInput
            readOnly
            aria-label={t("label")}
            size="md"
            value={address}
            title={address}
            flex="1 1 260px"
            onFocus={(event) => event.currentTarget.select()}
            styles={{ input: { fontWeight: 600 } }}
          />
          <CopyButton value={address} timeout={2000}>
            {({ copied, copy }) => (
              <Button size="md" leftSection={copied ? <Check size={17} aria-hidden /> : <Copy size={17} aria-hidden />} onClick={copy}>
                {t(copied ? "copied" : "copy")}
              </Button>
            )}
          </CopyButton>
          <Button size="md" component="a" variant="default" href={address} target="_blank" rel="noopener" rightSection={<ExternalLink size={16} aria-hidden />}>
            {t("open")}
          </Button>
        </Group>
        <Embed type={type} />
      </Stack>
    </Card>
  );
}

function Embed({ type }: { type: TypeDetail }) {
  const t = useTranslations("appointments.address");
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div>
      <Button variant="subtle" size="compact-sm" leftSection={<Code size={16} aria-hidden />} aria-expanded={isOpen} onClick={toggle}>
        {t("embed")}
      </Button>
      <Collapse expanded={isOpen}>{isOpen && <EmbedCode code={embedCode(type)} />}</Collapse>
    </div>
  );
}

function EmbedCode({ code }: { code: string }) {
  const t = useTranslations("appointments.address");
  const may = useMay();
  const known = may("GET /api/settings/appointments");
  const { data } = useQuery({ ...bookingSettingsQuery, enabled: known });
  return (
    <Stack gap="xs" mt="xs">
      <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
        {t("embedText")} {data !== undefined && (data.frameSites.length === 0 ? t("embedNone") : t("embedSites", { sites: data.frameSites.join(", ") }))}{" "}
        {may("PUT /api/settings/appointments") && (
          <AnchorLink to="/settings/appointments" size="sm" underline="always">
            {t("embedSettings")}
          </AnchorLink>
        )}
      </Text>
      <Textarea
        readOnly
        autosize
        aria-label={t("code")}
        value={code}
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: "monospace", fontSize: 13 } }}
      />
      <Group>
        <CopyButton value={code} timeout={2000}>
          {({ copied, copy }) => (
            <Button variant="default" size="compact-md" onClick={copy}>
              {t(copied ? "copied" : "copyCode")}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
