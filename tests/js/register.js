/**
 * Lets Node run the browser's code as the browser does: bare names resolve through the
 * page's own import map to the files in web/vendor, so tests exercise the vendored bytes.
 *
 *     node --import ./tests/js/register.js --test
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";

const web = new URL("../../web/", import.meta.url);
const vendor = new URL("vendor/", web);

/** @type {{ imports: Record<string, string> }} */
const { imports } = JSON.parse(readFileSync(new URL("importmap.json", vendor), "utf8"));

registerHooks({
  resolve(specifier, context, nextResolve) {
    const file = imports[specifier];
    if (file) {
      return { url: new URL(file, vendor).href, format: "module", shortCircuit: true };
    }
    const resolved = nextResolve(specifier, context);
    // No package.json in web/ says that its .js files are modules; browsers need none.
    const ours = resolved.url.startsWith(web.href) && resolved.url.endsWith(".js");
    return ours ? { ...resolved, format: "module" } : resolved;
  },
});
