import { Alert } from "@mantine/core";
import { Info } from "lucide-react";
import { useTranslations } from "use-intl";
import { AnchorLink } from "../../shell/links.tsx";

/** A new Zoom user waits until somebody switches it on. */
export function ProvisioningOff() {
  const t = useTranslations("classrooms.making");
  return (
    <Alert variant="light" color="yellow" role="note" icon={<Info aria-hidden />}>
      {t("off")}{" "}
      <AnchorLink to="/provisioning" underline="always" inherit>
        {t("toProvisioning")}
      </AnchorLink>
    </Alert>
  );
}
