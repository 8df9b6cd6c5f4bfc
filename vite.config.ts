import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import react from "@vitejs/plugin-react";
import mantine from "postcss-preset-mantine";
import { defineConfig } from "vite";
import type { Plugin } from "vite";

const here = import.meta.dirname;

export default defineConfig({
  root: join(here, "web"),
  // `web/public/` is the visitors' page, not a folder of files to copy.
  publicDir: false,
  cacheDir: join(here, ".cache/vite"),
  plugins: [react(), brotliBesides()],
  css: { postcss: { plugins: [mantine()] } },
  build: {
    outDir: join(here, "dist/web"),
    emptyOutDir: true,
    target: "es2022",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    // Pages that share little: visitors should not wait for the organizers' screens, nor strangers who book for either.
    rolldownOptions: { input: { app: join(here, "web/index.html"), public: join(here, "web/public.html"), booking: join(here, "web/booking.html") } },
  },
});

/** Writes `file.br` beside each text file, so that the server only has to hand it out. */
function brotliBesides(): Plugin {
  return {
    name: "brotli-besides",
    apply: "build",
    async writeBundle({ dir }) {
      if (dir === undefined) return;
      const files = await readdir(dir, { recursive: true });
      const texts = files.filter((file) => /\.(js|css|html|svg|json)$/.test(file));
      await Promise.all(texts.map((file) => compress(join(dir, file))));
    },
  };
}

async function compress(file: string): Promise<void> {
  const text = await readFile(file);
  const small = await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } });
  await writeFile(`${file}.br`, small);
}
