/** Trusted Types: only HTML may be made from a text, as htmx does with the pages of this site; never a script nor its address. */
if (window.trustedTypes) window.trustedTypes.createPolicy("default", { createHTML: (html) => html });
