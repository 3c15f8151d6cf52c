// Copies from node_modules/ only what pages load to app/static/vendor/, draws one sprite of our icons
// (names in .ci/icons.txt), and writes vendor.json: what each file is, its licence and its fingerprint.
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const OUT = "app/static/vendor";
const DRAFT = `${OUT}.draft`; // swapped in at the end, so that a half-made folder is never served
const FONT = "atkinson-hyperlegible-next";

// package → the folder of its licence, and our name for each file
const FILES = {
  bootstrap: ["bootstrap", { "dist/css/bootstrap.min.css": "bootstrap.min.css" }],
  "htmx.org": ["htmx", { "dist/htmx.min.js": "htmx.min.js" }],
  [`@fontsource-variable/${FONT}`]: ["atkinson", {
    [`files/${FONT}-latin-wght-normal.woff2`]: "font.woff2",
    [`files/${FONT}-latin-ext-wght-normal.woff2`]: "font-ext.woff2",
  }],
  leaflet: ["leaflet", { "dist/leaflet.js": "leaflet.js", "dist/leaflet.css": "leaflet.css" }],
  "leaflet.markercluster": ["markercluster", {
    "dist/leaflet.markercluster.js": "leaflet.markercluster.js",
    "dist/MarkerCluster.css": "markercluster.css",
    "dist/MarkerCluster.Default.css": "markercluster-default.css",
  }],
  "bootstrap-icons": ["icons", {}], // drawn below
};

/** Stop with one sentence. */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** The sprite: one <symbol> per name, used as <svg class="icon"><use href="…/icons.svg#name"/></svg>. */
function sprite(names) {
  const symbols = names.map((name) => {
    const file = `node_modules/bootstrap-icons/icons/${name}.svg`;
    if (!fs.existsSync(file)) stop(`.ci/icons.txt names the icon "${name}", which bootstrap-icons does not have.`);
    const drawing = fs.readFileSync(file, "utf8").replace(/^<svg[^>]*>|<\/svg>\s*$/g, "").replace(/\s*\n\s*/g, "");
    return `<symbol id="${name}" fill="currentColor" viewBox="0 0 16 16">${drawing}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

const list = [];

/** Write one file of the draft and note it in vendor.json. */
function put(about, file, bytes) {
  const target = path.join(DRAFT, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, bytes);
  if (/\.(js|svg|css)$/.test(file)) fs.writeFileSync(`${target}.gz`, zlib.gzipSync(bytes, { level: 9 })); // served as it is
  const integrity = `sha384-${crypto.createHash("sha384").update(bytes).digest("base64")}`;
  list.push({ file, package: about.name, version: about.version, license: about.license, integrity });
}

fs.rmSync(DRAFT, { recursive: true, force: true });
for (const [name, [folder, files]] of Object.entries(FILES)) {
  const home = `node_modules/${name}`;
  if (!fs.existsSync(home)) stop(`${home} is missing: run "make install".`);
  const about = JSON.parse(fs.readFileSync(`${home}/package.json`, "utf8"));
  for (const [source, target] of Object.entries(files)) {
    put(about, target, fs.readFileSync(`${home}/${source}`));
  }
  if (name === "bootstrap-icons") {
    const names = fs.readFileSync(".ci/icons.txt", "utf8").split(/\s+/).filter(Boolean);
    put(about, "icons.svg", sprite(names));
  }
  const licence = fs.readdirSync(home).find((file) => /licen[cs]e/i.test(file));
  if (!licence) stop(`${name} ${about.version} has no licence file: its terms could not be passed on.`);
  fs.mkdirSync(`${DRAFT}/${folder}`, { recursive: true });
  fs.copyFileSync(`${home}/${licence}`, `${DRAFT}/${folder}/LICENSE.txt`);
}
fs.writeFileSync(`${DRAFT}/vendor.json`, `${JSON.stringify(list, null, 2)}\n`);
fs.rmSync(OUT, { recursive: true, force: true });
fs.renameSync(DRAFT, OUT);
