/** The map: outlines of the site as ground, one token for each place or pin, gathered when they are close. No tile, nothing from elsewhere. */
/* global L */

/** Draw every map of the page; the table beside it says the same to everybody else. */
export function drawMaps(root) {
  for (const box of root.querySelectorAll("[data-map]")) draw(box).catch(() => { box.hidden = true; });
}

async function draw(box) {
  const [outlines, points] = await Promise.all([read(box.dataset.drawing), read(box.dataset.points)]);
  box.hidden = false;
  const map = ground(box, outlines);
  if (points) map.addLayer(tokens(points, box.dataset));
  box.dataset.ready = "yes";
}

/** A map on its outlines, as wide as they are. */
export function ground(box, outlines) {
  const map = L.map(box, { maxZoom: 16, minZoom: 6, zoomSnap: 0.25, attributionControl: false, zoomControl: false });
  L.control.zoom({ zoomInTitle: box.dataset.zoomIn, zoomOutTitle: box.dataset.zoomOut }).addTo(map);
  const style = (feature) => ({ className: `map__outline map__outline--${feature.properties.kind}`, weight: 1, interactive: false });
  const drawn = L.geoJSON(outlines, { style, interactive: false }).addTo(map);
  const bounds = drawn.getBounds();
  map.fitBounds(bounds, { padding: [8, 8] });
  map.setMaxBounds(bounds.pad(0.5));
  return map;
}

export async function read(address) {
  if (!address) return null;
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

function tokens(points, words) {
  const layer = L.markerClusterGroup({
    showCoverageOnHover: false, chunkedLoading: true, maxClusterRadius: 46,
    iconCreateFunction: (cluster) => {
      const sum = cluster.getAllChildMarkers().reduce((total, one) => total + one.options.number, 0);
      return token(sum, "map__token--many");
    },
  });
  for (const [lat, lng, title, url] of points.pins) layer.addLayer(mark(lat, lng, title, 1, url, words.one));
  for (const [lat, lng, name, number, url] of points.places) layer.addLayer(mark(lat, lng, name, number, url, words.some));
  return layer;
}

function mark(lat, lng, name, number, url, invitation) {
  const marker = L.marker([lat, lng], { icon: token(number, ""), number, title: `${name} (${number})`, alt: name });
  return marker.bindPopup(() => bubble(name, url, invitation));
}

/** A token with its number; words are set as text, never as HTML. */
function token(number, more) {
  const size = number < 10 ? 34 : number < 100 ? 42 : 50;
  return L.divIcon({ html: String(number), className: `map__token ${more}`, iconSize: [size, size] });
}

function bubble(name, url, invitation) {
  const box = document.createElement("div");
  const title = box.appendChild(document.createElement("p"));
  title.textContent = name;
  const link = box.appendChild(document.createElement("a"));
  link.href = url;
  link.textContent = invitation;
  return box;
}

drawMaps(document);
