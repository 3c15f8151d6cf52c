/** Reading square codes with the camera, where the browser knows how (BarcodeDetector); elsewhere nothing is shown. */

const EVERY = 300; // milliseconds between two looks

export async function readCodes(place, onRead, onFailure) {
  if (!place || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const known = await BarcodeDetector.getSupportedFormats().catch(() => []);
  if (!known.includes("qr_code")) return;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => look(place, onRead).catch(onFailure));
}

async function look(place, onRead) {
  const video = place.querySelector("video");
  if (video.srcObject) return stop(video);
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  video.hidden = false;
  await video.play();
  watch(video, new BarcodeDetector({ formats: ["qr_code"] }), onRead);
}

async function watch(video, detector, onRead, before = "") {
  if (!video.srcObject) return;
  const [found] = await detector.detect(video).catch(() => []);
  if (found && found.rawValue !== before) onRead(found.rawValue);
  setTimeout(() => watch(video, detector, onRead, found?.rawValue ?? before), EVERY);
}

function stop(video) {
  for (const track of video.srcObject.getTracks()) track.stop();
  video.srcObject = null;
  video.hidden = true;
}
