/** IANA zones that this browser knows, and UTC, which some leave out. */
export const allZones = (): string[] => {
  const zones = Intl.supportedValuesOf("timeZone");
  return zones.includes("UTC") ? zones : [...zones, "UTC"];
};
