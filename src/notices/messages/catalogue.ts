import type { Language } from "../../people/contract.ts";
import { en, type Messages } from "./en.ts";
import { es } from "./es.ts";

/** One message set for web and mails. A new language is a new file here and a value of `language` in `people/contract.ts`. */
export const catalogue: Record<Language, Messages> = { en, es };
