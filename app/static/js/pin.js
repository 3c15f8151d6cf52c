/** Place one pin on a map; the two fields of the form hold it, and are the form. Nothing is loaded before the map is opened. */
/* global L */
import { ground, read } from "./map.js";

/** Offer the map where a form asks for a place: at once, or when its fold is opened. */
export function offerPins(root) {
  for (const part of root.querySelectorAll("[data-pin]")) {
    whenOpened(part, () => offer(part).catch(() => { part.hidden = true; }));
  }
}

function whenOpened(part, then) {
  const fold = part.closest("details");
  if (!fold || fold.open) then();
  else fold.addEventListener("toggle", then, { once: true });
}

async function offer(part) {
  const fields = part.closest("form").elements;
  part.hidden = false;
  const [outlines] = await Promise.all([read(part.dataset.drawing), loadLeaflet(part.dataset)]);
  const box = part.querySelector("[data-pin-map]");
  const map = ground(box, outlines);
  const pin = makePin(map, fields, part);
  const lookAtCommune = () => pin.isPlaced() || look(map, outlines, fields.municipality?.value, part.dataset.near);
  if (typed(fields)) pin.show(L.latLng(typed(fields)));
  else lookAtCommune();
  fields.municipality?.addEventListener("change", lookAtCommune);
  map.on("click", (event) => pin.place(event.latlng));
  part.querySelector("[data-pin-here]").addEventListener("click", () => pin.place(map.getCenter()));
  part.querySelector("[data-pin-away]").addEventListener("click", () => pin.takeAway());
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== box) return;
    event.preventDefault();
    pin.place(map.getCenter());
  });
  part.dataset.ready = "yes";
}

async function loadLeaflet({ leaflet, leafletStyle }) {
  if (!window.L) await Promise.all([import(leaflet), loadStyle(leafletStyle)]);
}

function loadStyle(address) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
  return new Promise((done, failed) => {
    link.addEventListener("load", done);
    link.addEventListener("error", failed);
    document.head.prepend(link); // before the style sheets of the house, which have the last word
  });
}

/** The position that the two fields hold, when they hold one. */
function typed({ latitude, longitude }) {
  const both = [latitude, longitude].map((field) => Number.parseFloat(field.value.replace(",", ".")));
  return both.every(Number.isFinite) && Math.abs(both[0]) <= 90 && Math.abs(both[1]) <= 180 ? both : null;
}

/** Show the commune that the form names, or the spot the page gives; the whole territory otherwise. */
function look(map, outlines, commune, near) {
  const key = plain(commune ?? "");
  const outline = key && outlines.features.find(({ properties }) => properties.kind === "municipality" && plain(properties.name) === key);
  if (outline) map.fitBounds(L.geoJSON(outline).getBounds());
  else if (near) map.setView(near.split(" ").map(Number), 12);
}

/** A name as it may be typed: without accents, capitals, hyphens, nor its postal code. */
function plain(name) {
  return name.replace(/\(.*|\d/g, "").normalize("NFD").replace(/[^a-z]/gi, "").toLowerCase();
}

function makePin(map, fields, part) {
  const said = part.querySelector("[data-pin-said]");
  const away = part.querySelector("[data-pin-away]");
  const icon = L.divIcon({ html: "", className: "map__pin", iconSize: [28, 28] });
  const marker = L.marker([0, 0], { icon, keyboard: false, interactive: false });
  const write = (latitude, longitude, words) => {
    fields.latitude.value = latitude;
    fields.longitude.value = longitude;
    fields.longitude.dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = words;
  };
  const put = (where) => {
    marker.setLatLng(where).addTo(map);
    away.hidden = false;
  };
  return {
    isPlaced: () => map.hasLayer(marker),
    show: (where) => { put(where); map.setView(where, 12); },
    place: (where) => {
      put(where);
      const both = [where.lat.toFixed(4), where.lng.toFixed(4)];
      write(...both, said.dataset.words.replace("#", both.join(", ")));
    },
    takeAway: () => {
      marker.remove();
      away.hidden = true;
      write("", "", said.dataset.gone);
      part.querySelector("[data-pin-here]").focus();
    },
  };
}

offerPins(document);
