import { browserZone } from "../shell/language.tsx";
import { useMaybeMe } from "../shell/me.ts";

/** The institution's zone; before signing in nobody knows it, and the visitor's own is as good. */
export const useSandboxZone = (): string => useMaybeMe()?.institution.zone ?? browserZone();
