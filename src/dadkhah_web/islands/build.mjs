// Build every island: src/dadkhah_web/islands/NAME.ts -> static/dadkhah/islands/NAME.js.
// The first line of what is built names the SHA-256 of everything it was built from.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "dadkhah", "islands");
const islands = readdirSync(here).filter((name) => name.endsWith(".ts"));

for (const island of islands) {
  const made = await build({
    absWorkingDir: here,
    entryPoints: [island],
    bundle: true,
    format: "iife",
    target: "es2022",
    minifyWhitespace: true,
    legalComments: "none",
    charset: "utf8",
    metafile: true,
    write: false,
  });
  const sources = Object.keys(made.metafile.inputs).sort();
  const digest = createHash("sha256");
  for (const source of sources) digest.update(readFileSync(join(here, source)));
  const name = island.replace(/\.ts$/, ".js");
  const first = `// ${sources.join(" ")} sha256:${digest.digest("hex")}\n`;
  writeFileSync(join(out, name), first + made.outputFiles[0].text);
  console.log(`${name} ${(made.outputFiles[0].contents.length / 1000).toFixed(1)} kB`);
}
