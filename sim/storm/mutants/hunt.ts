import type { Options } from "../options.ts";
export const hunt = async (_: Options): Promise<number> => 1;
