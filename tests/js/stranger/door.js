/**
 * The way in over HTTP, and what is asked and sent without a socket.
 * Written from docs/protocol.md and from nothing else.
 */

/** What the server said no to. */
export class Refused extends Error {
  /** @param {string} code @param {string} [detail] */
  constructor(code, detail = "") {
    super(`${code} ${detail}`.trim());
    this.code = code;
  }
}

/** @typedef {{post: string, name: string, csrf: string, site?: string, meeting?: string}} Known */

export class Session {
  /** @param {string} base @param {string} cookie @param {Known} known */
  constructor(base, cookie, known) {
    this.base = base;
    this.cookie = cookie;
    this.known = known;
  }

  /** @param {string} path */
  async read(path) {
    return told(await this.#asked(path, {}));
  }

  /** @param {string} path @param {[string, string][]} fields */
  async send(path, fields) {
    const body = new URLSearchParams(fields);
    return told(await this.#asked(path, { method: "POST", body }));
  }

  /**
   * An act over HTTP; with the same id it is the same act.
   * @param {string} meeting
   * @param {string} act
   * @param {object} args
   * @param {string} [id]
   */
  async act(meeting, act, args, id = crypto.randomUUID()) {
    const answer = await this.#asked(`/conferences/${meeting}/acts/${act}`, {
      method: "POST",
      body: JSON.stringify({ id, args }),
      headers: { "Content-Type": "application/json" },
    });
    const frame = await answer.json();
    if (frame.t !== "done") throw new Refused(frame.code, frame.detail);
    return frame;
  }

  /** @param {string} path @param {RequestInit} how */
  #asked(path, how) {
    const headers = {
      Accept: "application/json",
      Cookie: this.cookie,
      "X-CSRF": this.known.csrf,
      ...how.headers,
    };
    return fetch(this.base + path, { redirect: "manual", ...how, headers });
  }
}

/** @param {Response} answer */
async function told(answer) {
  const said = await answer.json();
  if (!answer.ok) throw new Refused(said.code, said.detail);
  return said;
}

/**
 * By password, PIN or link: the same three steps.
 * @param {string} base
 * @param {string} path
 * @param {Record<string, string>} fields
 */
export async function enter(base, path, fields) {
  const csrf = crypto.randomUUID();
  const answer = await fetch(base + path, {
    method: "POST",
    redirect: "manual",
    headers: { Accept: "application/json", Cookie: `diemcau-form=${csrf}` },
    body: new URLSearchParams({ ...fields, csrf }),
  });
  if (answer.status !== 303) await told(answer);
  const given = answer.headers.getSetCookie().map((each) => each.split(";")[0]);
  const known = await fetch(`${base}/session`, { headers: { Cookie: given.join("; ") } });
  return new Session(base, given.join("; "), await told(known));
}
