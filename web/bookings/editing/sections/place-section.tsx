import { Alert, Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Lock, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";
import type { Place } from "../../../../src/bookings/contract.ts";
import { askingQuery } from "../../../sessions/expected-field.tsx";
import { AnchorLink } from "../../../shell/links.tsx";
import { useMe } from "../../../shell/me.ts";
import { useWhyNot } from "../../../shell/trouble.tsx";
import { useTypeWords } from "../../words.ts";
import { placeDraft, type TypeDraft } from "../type-draft.ts";
import { Section, type FieldsProps } from "./section.tsx";

const KINDS = ["zoom", "telephone", "address", "text"] as const;
const SOURCES = { personal: "personal", pool: "pool", "default host": "defaultHost" } as const;

/** Where it is, and on Zoom, whose. */
export function PlaceSection({ draft, onChange, errors, choices: { lockedPlace } }: FieldsProps) {
  const t = useTranslations("appointmentEditor.place");
  const names = useTranslations("appointments.place");
  const words = useTypeWords();
  const { place } = draft;
  const locked = lockedPlace !== null;
  const summary = place.kind === "zoom" ? `${names("zoom")} · ${t(SOURCES[draft.source])}` : [words.place(place), place.text].filter((part) => part !== "");
  return (
    <Section name="place" title={t("title")} summary={typeof summary === "string" ? summary : [...new Set(summary)].join(" · ")}>
      {lockedPlace !== null && (
        <Alert variant="light" icon={<Lock aria-hidden />} role="note">
          <Group justify="space-between" gap="xs">
            {t("locked")}
            {!isLockedPlace(place, lockedPlace) && (
              <Button size="compact-sm" variant="default" onClick={() => onChange({ place: placeDraft(lockedPlace) })}>
                {t("takeLocked", { place: [names(lockedPlace.kind), placeDraft(lockedPlace).text].filter((part) => part !== "").join(", ") })}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      <Radio.Group label={t("label")} value={place.kind} onChange={(kind) => onChange({ place: { ...place, kind: kind as typeof place.kind } })}>
        <Stack gap="xs" mt={6}>
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} label={names(kind)} disabled={locked} {...(kind === "zoom" ? { description: t("zoomText") } : {})} />
          ))}
        </Stack>
      </Radio.Group>
      {place.kind === "zoom" ? (
        <SourceField draft={draft} onChange={onChange} error={errors["source"]} />
      ) : (
        <TextInput
          label={t(`words.${place.kind}`)}
          placeholder={t(`placeholders.${place.kind}`)}
          required
          readOnly={locked}
          maxLength={place.kind === "telephone" ? 200 : 300}
          value={place.text}
          onChange={(event) => onChange({ place: { ...place, text: event.currentTarget.value } })}
          error={errors["place"]}
        />
      )}
    </Section>
  );
}

/** What was set up before the institution decided stays, until it is taken over. */
const isLockedPlace = (place: TypeDraft["place"], locked: Place): boolean =>
  place.kind === locked.kind && (locked.kind === "zoom" || place.text.trim() === locked.text);

type SourceProps = { draft: TypeDraft; onChange: FieldsProps["onChange"]; error: string | undefined };

/** What the reader's own Zoom can't do is known beforehand; of others it is told once it is saved. */
function SourceField({ draft: { source, hostIds }, onChange, error }: SourceProps) {
  const t = useTranslations("appointmentEditor.place");
  const me = useMe().member.id;
  const whyNot = useWhyNot();
  const { data } = useQuery(askingQuery);
  const chosen = data?.sources.find((each) => each.source === source);
  const mine = source === "personal" && hostIds.length === 1 && hostIds[0] === me;
  const trouble = mine || source === "default host" ? whyNot(chosen?.whyNot ?? null, chosen?.values) : null;
  return (
    <>
      <Radio.Group label={t("source")} value={source} onChange={(next) => onChange({ source: next as TypeDraft["source"] })} error={error}>
        <Stack gap="xs" mt={6}>
          <Radio value="personal" label={t("personal")} description={t("personalText")} />
          <Radio value="pool" label={t("pool")} description={t("poolText")} />
          <Radio value="default host" label={t("defaultHost")} description={t("defaultHostText")} />
        </Stack>
      </Radio.Group>
      {trouble !== null && (
        <Alert color="yellow" icon={<TriangleAlert aria-hidden />}>
          {trouble}{" "}
          {mine && (
            <AnchorLink to="/account" size="sm" underline="always">
              {t("connect")}
            </AnchorLink>
          )}
        </Alert>
      )}
    </>
  );
}
