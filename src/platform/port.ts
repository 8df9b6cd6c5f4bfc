import { createServer } from "node:net";
import { WrongConfiguration, type Config } from "./config.ts";

/** Found out before anything is opened, so that nothing is begun that could not be served. */
export function assurePortIsFree({ port, host }: Pick<Config, "port" | "host">): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const sentence =
        error.code === "EADDRINUSE"
          ? `Port ${port} is in use; stop what uses it, or set PORT to another.`
          : error.code === "EACCES"
            ? `Port ${port} may not be used by this account; set PORT to one above 1023.`
            : `Bedel can't listen at HOST ${host}, port ${port}.`;
      reject(new WrongConfiguration([sentence]));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
