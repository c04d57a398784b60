/** The one state a tile shows: what is most in the way of being heard, else that all is well. */

/** @typedef {import("../../contract.js").SiteView} SiteView */
/** @typedef {"speaking" | "lost" | "never" | "fault" | "absent" | "ready"} SiteState */

/** Icon and colour of each state; its word is `ui.site.<state>`.
 * @type {Record<SiteState, {icon: import("../icon/icon.js").IconName, tone: "speaking" | "ok"
 *   | "warn" | "bad" | "idle"}>}
 */
export const STATES = {
  speaking: { icon: "mic", tone: "speaking" },
  lost: { icon: "wifi-off", tone: "bad" },
  fault: { icon: "alert-triangle", tone: "warn" },
  absent: { icon: "circle", tone: "warn" },
  never: { icon: "circle-dashed", tone: "idle" },
  ready: { icon: "circle-check", tone: "ok" },
};

/** @param {SiteView} site @param {boolean} speaking @returns {SiteState} */
export function siteState(site, speaking) {
  const line = site.line?.state ?? "never";
  if (line === "lost") return "lost";
  if (speaking) return "speaking";
  if (line === "never") return "never";
  if (faulty(site)) return "fault";
  return site.checked_in_at ? "ready" : "absent";
}

/** @param {SiteView} site */
export const faulty = (site) => {
  const check = site.check;
  return !!check && [check.picture, check.sound_in, check.sound_out, check.line].includes("fault");
};
