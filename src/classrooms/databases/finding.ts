import type { Finding } from "./contract.ts";

type Values = Finding["values"];
export const fault = (because: string, values: Values = {}): Finding => ({ is: "fault", because, values });
export const warning = (because: string, values: Values = {}): Finding => ({ is: "warning", because, values });
export const fine = (because: string, values: Values = {}): Finding => ({ is: "fine", because, values });
