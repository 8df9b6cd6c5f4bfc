import { createServer } from "node:net";
import { WrongConfiguration, type Config } from "./config.ts";

/** Found out before anything is opened, so that nothing is begun that could not be served. */
export function assurePortIsFree(address: Pick<Config, "port" | "host">): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => reject(cannotListen(error, address)));
    probe.listen(address.port, address.host, () => probe.close(() => resolve()));
  });
}

/** In a sentence why nobody can be served there; another program may take the port between the asking and the listening. */
export function cannotListen(error: NodeJS.ErrnoException, { port, host }: Pick<Config, "port" | "host">): WrongConfiguration {
  if (error.code === "EADDRINUSE") return new WrongConfiguration([`Port ${port} is in use; stop what uses it, or set PORT to another.`]);
  if (error.code === "EACCES") return new WrongConfiguration([`Port ${port} may not be used by this account; set PORT to one above 1023.`]);
  return new WrongConfiguration([`Bedel can't listen at HOST ${host}, port ${port}.`]);
}
