import { Button, ColorInput, Group, Radio, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Place } from "../../../src/bookings/contract.ts";
import { AccountCard } from "../../people/account-card.tsx";
import { LogoField } from "./logo-field.tsx";
import { isColour, lettersOn, type SettingsDraft } from "./settings-draft.ts";

type Props = { draft: SettingsDraft; onChange: (more: Partial<SettingsDraft>) => void; error?: string | undefined };

const KINDS = ["zoom", "telephone", "address", "text"] as const;
/** Bedel's own accent, as booking pages have it. */
const OWN = "#3d4ed0";

export function PlaceSection({ draft: { lockedPlace }, onChange, error }: Props) {
  const t = useTranslations("bookings.settings");
  const names = useTranslations("appointments.place");
  const words = useTranslations("appointmentEditor.place.words");
  const text = lockedPlace === null || lockedPlace.kind === "zoom" ? "" : lockedPlace.text;
  const placeOf = (kind: Place["kind"]): Place => (kind === "zoom" ? { kind } : { kind, text });
  return (
    <AccountCard title={t("lockTitle")}>
      <Radio.Group
        aria-label={t("lockTitle")}
        value={lockedPlace === null ? "free" : "locked"}
        onChange={(next) => onChange({ lockedPlace: next === "free" ? null : { kind: "zoom" } })}
      >
        <Stack gap="xs">
          <Radio value="free" label={t("lock")} />
          <Radio value="locked" label={t("lockFixed")} description={t("lockText")} />
        </Stack>
      </Radio.Group>
      {lockedPlace !== null && (
        <Stack gap="sm" ml={{ base: 0, xs: 32 }}>
          <Radio.Group aria-label={t("lockFixed")} value={lockedPlace.kind} onChange={(kind) => onChange({ lockedPlace: placeOf(kind as Place["kind"]) })}>
            <Group gap="md">
              {KINDS.map((kind) => (
                <Radio key={kind} value={kind} label={names(kind)} />
              ))}
            </Group>
          </Radio.Group>
          {lockedPlace.kind !== "zoom" && (
            <TextInput
              label={words(lockedPlace.kind)}
              maxLength={lockedPlace.kind === "telephone" ? 200 : 300}
              value={lockedPlace.text}
              onChange={(event) => onChange({ lockedPlace: { kind: lockedPlace.kind, text: event.currentTarget.value } })}
              error={error}
            />
          )}
        </Stack>
      )}
    </AccountCard>
  );
}

export function SitesSection({ draft, onChange, error }: Props) {
  const t = useTranslations("bookings.settings");
  return (
    <AccountCard title={t("sitesTitle")}>
      <Textarea
        label={t("sites")}
        description={t("sitesText")}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        placeholder="https://www.example.org"
        value={draft.sites}
        onChange={(event) => onChange({ sites: event.currentTarget.value })}
        error={error}
      />
    </AccountCard>
  );
}

export function LookSection({ draft: { colour, logo }, onChange, errors }: Omit<Props, "error"> & { errors: Record<string, string> }) {
  const t = useTranslations("bookings.settings");
  const own = colour === "";
  return (
    <AccountCard title={t("lookTitle")}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="lg">
        <Stack gap="md">
          <ColorInput
            label={t("colour")}
            description={t("colourText")}
            placeholder={t("colourNone")}
            withEyeDropper={false}
            format="hex"
            value={colour}
            onChange={(next) => onChange({ colour: next })}
            error={errors["colour"]}
          />
          {!own && (
            <Group>
              <Button size="compact-sm" variant="subtle" onClick={() => onChange({ colour: "" })}>
                {t("colourReset")}
              </Button>
            </Group>
          )}
          <LogoField logo={logo} onChange={(next) => onChange({ logo: next })} error={errors["logo"]} />
        </Stack>
        <Preview colour={isColour(colour) ? colour : OWN} logo={logo} />
      </SimpleGrid>
    </AccountCard>
  );
}

/** As the head of a booking page and its button look with it, on white as well as in the dark. */
function Preview({ colour, logo }: { colour: string; logo: string | null }) {
  const t = useTranslations("bookings.settings");
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {t("preview")}
      </Text>
      {(["#ffffff", "#1e1f23"] as const).map((ground) => (
        <Group key={ground} justify="space-between" p="md" gap="sm" style={{ background: ground, border: "1px solid var(--app-line)", borderRadius: 12 }}>
          {logo === null ? <span /> : <img src={logo} alt="" style={{ height: 32, maxWidth: "60%", objectFit: "contain" }} />}
          <span style={{ background: colour, color: lettersOn(colour), padding: "7px 18px", borderRadius: 8, fontWeight: 600, fontSize: 14 }}>
            {t("previewButton")}
          </span>
        </Group>
      ))}
    </Stack>
  );
}
